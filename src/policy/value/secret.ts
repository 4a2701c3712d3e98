import { inspect } from 'node:util'
import { isScalar, parseDocument, visit } from 'yaml'
import { Problem } from '../../problem.ts'
import { namesSome } from '../../words/words.ts'
import { type Environment, expand, variables } from './template.ts'

/** A text of the policy that may contain `${NAME}`. Printing it in any way gives the template, never the value. */
export interface Secret {
  readonly template: string
  /**
   * The text with every variable replaced by its value.
   * @throws Problem secret-missing, naming the variable and the place in the policy.
   */
  reveal(): string
  /** "ORDERS_DATABASE_URL (sources.orders.url, policy.yml:12:10)": where a value that is wrong comes from, never the value. */
  origin(): string
  /** The template. */
  toJSON(): string
}

/** Where a secret stands, for the message of one that has no value. */
export interface SecretPlace {
  /** "sources.orders.url" */
  readonly path: string
  /** ".github/backup-policy.yml" */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** An address of the policy whose variables have no values: whoever goes there is told where it stands. */
export interface Unset extends SecretPlace {
  /** "UPLOADS is not set" */
  readonly states: string
  readonly names: readonly string[]
}

/** undefined: every variable of the text is set. */
export function unsetIn(template: string, env: Environment, place: SecretPlace): Unset | undefined {
  const result = expand(template, env)
  if ('text' in result) return undefined
  return { ...place, names: result.missing, states: statesOf(result.missing, env) }
}

/** @throws Problem secret-missing where an address of it is not known here, naming the variables and the place in the policy. */
export function requireSet({ unset }: { readonly unset?: Unset }): void {
  if (unset) throw secretMissing(unset.names, unset.states, unset)
}

export function secret(template: string, env: Environment, place: SecretPlace): Secret {
  const made = {
    template,
    reveal() {
      const result = expand(template, env)
      if ('text' in result) return result.text
      throw secretMissing(result.missing, statesOf(result.missing, env), place)
    },
    origin() {
      const at = `${place.path}, ${place.file}:${place.line}:${place.column}`
      const names = variables(template)
      return names.length === 0 ? at : `${namesSome(names)} (${at})`
    },
    toJSON: () => template,
    toString: () => template,
  }
  // Not enumerable, so that two policies of the same text stay equal by value.
  Object.defineProperty(made, inspect.custom, { value: () => template })
  return made
}

function statesOf(names: readonly string[], env: Environment): string {
  return names.map((name) => `${name} is ${env[name] === undefined ? 'not set' : 'empty'}`).join(', ')
}

function secretMissing(names: readonly string[], states: string, place: SecretPlace): Problem {
  return new Problem(
    'secret-missing',
    `${states}, needed by ${place.path} (${place.file}:${place.line}:${place.column})`,
    {
      hint: missingHint(names),
    },
  )
}

/** What to type so that the variables have values. */
function missingHint(names: readonly string[]): string {
  const lines = names.map((name) => `${name}: \${{ secrets.${name} }}`)
  return `Add \`env: { ${lines.join(', ')} }\` to the workflow step and define the secret in the repository's settings, or export ${names.join(', ')} in the shell.`
}

/** Every variable that a policy uses, sorted: their values are masked before anything is printed. Never throws. */
export function secretNames(policyText: string): readonly string[] {
  const names = new Set(namesIn(policyText))
  // A double-quoted text can spell a dollar sign as an escape: the parsed texts count too.
  if (policyText.length <= 1_048_576 && policyText.includes('\\')) {
    for (const text of scalars(policyText)) for (const name of namesIn(text)) names.add(name)
  }
  return [...names].sort()
}

/** Not by pieces: in a whole file, a `${` without an end (in a comment, say) would swallow the variables after it. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/(?<!\$)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map((match) => match[1] ?? '')
}

function scalars(policyText: string): readonly string[] {
  const texts: string[] = []
  try {
    visit(parseDocument(policyText, { logLevel: 'silent', uniqueKeys: false }), (_key, node) => {
      if (isScalar(node) && typeof node.value === 'string') texts.push(node.value)
    })
  } catch (error) {
    // A text nested deeper than the stack is refused by parsePolicy, so nothing in it is ever revealed.
    if (!(error instanceof RangeError)) throw error
  }
  return texts
}
