// What a watcher prints for tasks.json: a line when the first of its bundles begins to be built, a
// line when all of them are, and between the two every error that there is. One round for all,
// since a line of each bundle would let the editor start while others are still being written, and
// take the errors of the others away.
const first = '[watch] build started';
const last = '[watch] build finished';

/** A plugin for all bundles of one watcher. They have to be made before the first is watched. */
const watchRound = (print) => {
  const pending = new Set();
  const errorsOf = new Map();
  const begin = (bundle) => {
    if (pending.size === 0) print(first);
    pending.add(bundle);
  };
  const end = (bundle, errors) => {
    errorsOf.set(bundle, errors);
    pending.delete(bundle);
    if (pending.size > 0) return;
    // A source of several bundles is wrong once.
    const texts = new Set([...errorsOf.values()].flat().map(errorText));
    for (const text of texts) print(text);
    print(last);
  };
  return {
    name: 'watch-round',
    setup: (build) => {
      begin(build);
      build.onStart(() => begin(build));
      build.onEnd(({ errors }) => end(build, errors));
    },
  };
};

// An error of no file is one of the build. Columns count from 0 here, from 1 in an editor.
const nowhere = { file: 'esbuild.js', line: 1, column: 0 };
const errorText = ({ text, location }) => {
  const { file, line, column } = location ?? nowhere;
  return `error: ${text.replaceAll('\n', ' ')}\n    ${file}:${line}:${column + 1}:`;
};

module.exports = { watchRound };
