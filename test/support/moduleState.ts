import ts from 'typescript';

/**
 * The names in which a module keeps state: variables of the module that are not constant, and
 * constants whose contents the module itself changes. Those that are Readonly by their types the
 * compiler keeps from being changed, here and by whoever imports them.
 */
export function moduleState(source: ts.SourceFile): readonly string[] {
  const lists = source.statements.filter(ts.isVariableStatement).map((one) => one.declarationList);
  const isConstant = ({ flags }: ts.VariableDeclarationList): boolean =>
    (flags & ts.NodeFlags.Const) !== 0;
  const constants = lists.filter(isConstant).flatMap(namesOf);
  const variables = lists.filter((list) => !isConstant(list)).flatMap(namesOf);
  return [...variables, ...changedOf(constants, source)].map(({ text }) => text);
}

const namesOf = ({ declarations }: ts.VariableDeclarationList): readonly ts.Identifier[] =>
  declarations.flatMap(({ name }) => identifiersOf(name));

const identifiersOf = (name: ts.BindingName): readonly ts.Identifier[] =>
  ts.isIdentifier(name)
    ? [name]
    : name.elements.flatMap((one) => (ts.isBindingElement(one) ? identifiersOf(one.name) : []));

function changedOf(
  constants: readonly ts.Identifier[],
  source: ts.SourceFile,
): readonly ts.Identifier[] {
  const names = new Set(constants.map(({ text }) => text));
  const changed = changedIdentifiers(source).filter(({ text }) => names.has(text));
  if (changed.length === 0) return [];
  // A parameter or a local variable may have the name of a constant.
  const checker = checkerOf(source);
  const symbols = new Set(changed.map((one) => checker.getSymbolAtLocation(one)));
  return constants.filter((one) => symbols.has(checker.getSymbolAtLocation(one)));
}

/** Every `x` of `x.push()`, `x.a.set()`, `x[i] = 1`, `x.n++`, `delete x.a`, `Object.assign(x)`. */
function changedIdentifiers(node: ts.Node): readonly ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (inner: ts.Node): void => {
    const owner = changedObject(inner);
    const root = owner && rootOf(owner);
    if (root !== undefined && ts.isIdentifier(root)) found.push(root);
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

const changingMethods: ReadonlySet<string> = new Set([
  ...['set', 'add', 'delete', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
]);
const changingFunctions = /^(?:Object\.(?:assign|define\w+|setPrototypeOf)|Reflect\.set)$/;

/** The object, or a part of it, that an expression changes. */
function changedObject(node: ts.Node): ts.Expression | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression: owner, name } = node.expression;
    if (changingMethods.has(name.text)) return owner;
    const called = ts.isIdentifier(owner) ? `${owner.text}.${name.text}` : '';
    return changingFunctions.test(called) ? node.arguments[0] : undefined;
  }
  if (ts.isBinaryExpression(node)) return isAssignment(node) ? node.left : undefined;
  if (ts.isDeleteExpression(node)) return node.expression;
  if (ts.isPostfixUnaryExpression(node)) return node.operand;
  return ts.isPrefixUnaryExpression(node) && isStep(node) ? node.operand : undefined;
}

const isAssignment = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

const isStep = ({ operator }: ts.PrefixUnaryExpression): boolean =>
  operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;

/** `x` of `x`, `x.a`, `x[i]`, `(x as T).a`, but not of `x.slice()`: that is another object. */
function rootOf(node: ts.Expression): ts.Expression {
  const isPart =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node);
  return isPart ? rootOf(node.expression) : node;
}

/** Knows the names of one file alone. */
function checkerOf(source: ts.SourceFile): ts.TypeChecker {
  const options: ts.CompilerOptions = { noLib: true, noResolve: true, types: [] };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    getSourceFile: (name) => (name === source.fileName ? source : undefined),
  };
  return ts.createProgram([source.fileName], options, host).getTypeChecker();
}
