// The same everywhere: times are printed, and programs speak, as in these.
process.env.TZ = 'UTC';
process.env.LANG = 'C.UTF-8';
delete process.env.LC_ALL;
