import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';

/** @param path what there was no space for */
export const noSpaceLeft = (path: string, cause: unknown): ExpectedError =>
  new ExpectedError(
    'disk',
    l10n.t('There is no space left for {0}. Make room there, then go on.', path),
    { cause },
  );
