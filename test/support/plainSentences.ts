import ts from 'typescript';

/** Members of VS Code's options whose text people read. */
const shownMembers: ReadonlySet<string> = new Set([
  'title',
  'placeHolder',
  'prompt',
  'label',
  'description',
  'detail',
  'tooltip',
]);

/** Texts that people read and that are written down without `l10n.t`, as `file: text`. */
export function plainSentences(file: string, text: string): readonly string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const look = (node: ts.Expression | undefined): void => {
    for (const literal of node === undefined ? [] : literalsOf(node)) {
      if (/[A-Za-z]{2}/.test(literal) && !isAddress(literal)) found.push(`${file}: ${literal}`);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isMessage(node.expression)) node.arguments.forEach(look);
    if (ts.isNewExpression(node) && node.expression.getText().endsWith('ExpectedError')) {
      look(node.arguments?.[1]);
    }
    if (ts.isPropertyAssignment(node) && shownMembers.has(node.name.getText())) {
      look(node.initializer);
    }
    if (ts.isBinaryExpression(node) && isShownAssignment(node)) look(node.right);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** An example such as `tidb@10.0.1.4:22` reads the same in every language. */
const isAddress = (text: string): boolean => /^\S*[@/]\S*$/.test(text);

const isMessage = (called: ts.Expression): boolean =>
  /(?:^|\.)show(?:Information|Warning|Error)Message$/.test(called.getText());

function isShownAssignment({ left, operatorToken }: ts.BinaryExpression): boolean {
  return (
    operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(left) &&
    shownMembers.has(left.name.text)
  );
}

/** The fixed texts that an expression can show; what goes through `l10n.t` is translated. */
function literalsOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    const parts = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
    return [...parts, ...node.templateSpans.flatMap(({ expression }) => literalsOf(expression))];
  }
  if (ts.isConditionalExpression(node)) {
    return [...literalsOf(node.whenTrue), ...literalsOf(node.whenFalse)];
  }
  if (ts.isBinaryExpression(node)) return [...literalsOf(node.left), ...literalsOf(node.right)];
  return ts.isParenthesizedExpression(node) ? literalsOf(node.expression) : [];
}
