import { ask } from './fakeEditor';
import { EventEmitter } from './lifetimes';

/** What a test answers a quick input with: a text or a label, several labels, or this. */
export const goBack = Symbol('back');
/** Presses the last button of the input. */
export const lastButton = Symbol('last button');

interface Item {
  readonly label: string;
}

/** An input box or a quick pick, as far as the extension uses them. */
class QuickInput {
  title = '';
  step: number | undefined;
  totalSteps: number | undefined;
  prompt = '';
  placeholder = '';
  password = false;
  value = '';
  validationMessage: string | undefined;
  items: readonly Item[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  buttons: readonly unknown[] = [];
  private readonly accepted = new EventEmitter<void>();
  private readonly triggered = new EventEmitter<unknown>();
  private readonly hidden = new EventEmitter<void>();
  private readonly typed = new EventEmitter<string>();
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.triggered.event;
  readonly onDidHide = this.hidden.event;
  readonly onDidChangeValue = this.typed.event;

  constructor(private readonly kind: 'pick' | 'input') {}

  show(): void {
    void ask(this.kind, [this]).then((answer) => {
      if (answer === undefined) this.hidden.fire();
      else if (answer === goBack) this.triggered.fire(this.buttons[0]);
      else if (answer === lastButton) this.triggered.fire(this.buttons.at(-1));
      else if (Array.isArray(answer)) this.choose(answer as readonly string[]);
      else if (typeof answer !== 'string') throw new Error(`no answer: ${typeof answer}`);
      else if (this.kind === 'pick') this.choose([answer]);
      else this.type(answer);
      // An answer that is not taken leaves the input open: this operator then gives up.
      this.hidden.fire();
    });
  }

  dispose(): void {
    this.accepted.dispose();
  }

  private type(text: string): void {
    this.value = text;
    this.typed.fire(text);
    this.accepted.fire();
  }

  private choose(labels: readonly string[]): void {
    const [first = ''] = labels;
    if (!this.items.some(({ label }) => label === first)) this.typed.fire(first);
    this.selectedItems = this.items.filter(({ label }) => labels.includes(label));
    this.accepted.fire();
  }
}

export const createInputBox = (): QuickInput => new QuickInput('input');
export const createQuickPick = (): QuickInput => new QuickInput('pick');
