/** A text of the policy that may contain `${NAME}`. Printing it in any way gives the template, never the value. */
export interface Secret {
  readonly template: string
  /**
   * The text with every variable replaced by its value.
   * @throws Problem secret-missing, naming the variable and the place in the policy.
   */
  reveal(): string
  /** The template. */
  toJSON(): string
}

/** Every variable that a policy uses: their values are masked before anything is printed. Never throws. */
export function secretNames(_policyText: string): readonly string[] {
  return []
}
