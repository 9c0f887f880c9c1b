/** Something that is left to a person when the steps are done. */
export interface OpenItem {
  /** Stable kebab-case name. */
  readonly id: string;
  /** What is left to do, one sentence. */
  readonly sentence: string;
}
