import type { FakeTreeView } from './fakeEditor';
import { EventEmitter } from './lifetimes';
import { strict } from './strict';

/** A view that is hidden until the test shows it. */
export function fakeTreeView(): FakeTreeView & { readonly dispose: () => void } {
  const visibility = new EventEmitter<{ readonly visible: boolean }>();
  const set = (visible: boolean) => (): void => {
    state.visible = visible;
    visibility.fire({ visible });
  };
  const state = {
    visible: false,
    onDidChangeVisibility: visibility.event,
    message: undefined as string | undefined,
    badge: undefined as FakeTreeView['badge'],
    show: set(true),
    hide: set(false),
    dispose: () => {
      state.visible = false;
      visibility.dispose();
    },
  };
  return strict('treeView', state);
}
