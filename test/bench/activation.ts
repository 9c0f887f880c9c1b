import type { Activation } from './activationProbe';
import { median, milliseconds } from './numbers';
import { runProbe } from './probes';
import { atMost, type Row } from './report';

const starts = 5;

/** Starts of the extension in the real extension host, in an empty folder; dist/ is what is started. */
export function measureActivation(): readonly Row[] {
  const activations = Array.from({ length: starts }, (_, index) => {
    console.error(`activation ${index + 1} of ${starts}`);
    return runProbe('activationProbe') as Activation;
  });
  const of = (measure: (one: Activation) => number): number => median(activations.map(measure));
  const total = of(({ load, call }) => load + call);
  return [
    {
      what: `activation: code loading, median of ${starts} starts`,
      measured: milliseconds(of(({ load }) => load)),
    },
    { what: 'activation: activate()', measured: milliseconds(of(({ call }) => call)) },
    {
      what: 'activation: both, as VS Code shows it for running extensions',
      measured: milliseconds(total),
      target: atMost(total, 30, milliseconds),
    },
    {
      what: 'activation: what VS Code does around activate() for any extension',
      measured: milliseconds(of(({ around }) => around)),
    },
  ];
}
