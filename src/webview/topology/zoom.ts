/** Steps of the zoom; 1 is the size of the editor's own texts. */
const steps = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3] as const;

export const usualZoom = 1;

export function zoomStep(zoom: number, way: 'in' | 'out'): number {
  const next =
    way === 'in'
      ? steps.find((step) => step > zoom + 0.001)
      : steps.findLast((step) => step < zoom - 0.001);
  return next ?? zoom;
}

/**
 * The greatest zoom up to the usual one at which all of it can be seen; the smallest when nothing
 * helps. The drawing flows: at a smaller zoom more fits side by side.
 */
export function zoomToFit(
  view: { readonly width: number; readonly height: number },
  sizeAt: (width: number) => { readonly width: number; readonly height: number },
): number {
  const fits = (zoom: number): boolean => {
    const { width, height } = sizeAt(view.width / zoom);
    return width * zoom <= view.width + 0.5 && height * zoom <= view.height + 0.5;
  };
  return steps.findLast((step) => step <= usualZoom && fits(step)) ?? steps[0];
}

/** A zoom that was kept, or came from elsewhere, within the steps. */
export function saneZoom(zoom: unknown): number {
  if (typeof zoom !== 'number' || !Number.isFinite(zoom)) return usualZoom;
  return Math.min(steps.at(-1) ?? usualZoom, Math.max(steps[0], zoom));
}
