// The same everywhere: times are printed, and programs speak, as in these.
process.env.TZ = 'UTC';
process.env.LANG = 'C.UTF-8';
delete process.env.LC_ALL;

// A failed property prints its seed; FC_SEED repeats it. CI tries the same texts each time, so that
// it fails for a change only; whoever runs the tests by hand tries new ones.
if (process.env.FC_SEED !== undefined)
  require('fast-check').configureGlobal({ seed: Number(process.env.FC_SEED) });
