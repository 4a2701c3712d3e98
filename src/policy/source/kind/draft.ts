/** How `init` is told of a source. */
export interface DraftKind {
  /** What may stand after NAME=, and what it is: "app.sqlite (a database file)". */
  readonly example: string
  /** undefined: the text means another engine. */
  draft(name: string, text: string): Draft | undefined
  /** What to type in place of the engine's mere name; absent: that is enough. */
  readonly vague?: { readonly words: RegExp; hint(name: string): string }
}

/** What `init` writes of a source, and what it needs. */
export interface Draft {
  /** Below `engine:` in the policy. */
  readonly lines: readonly string[]
  /** Secrets of the jobs that back it up, each with what to export in its place. */
  readonly variables: readonly { readonly name: string; readonly example: string }[]
  /** What must be there on this machine. */
  readonly path?: {
    readonly path: string
    readonly kind: 'file' | 'file or folder'
    /** What is wrong with a folder there. */
    readonly folder?: string
  }
  /** A service container whose programs fit the server. */
  readonly service?: {
    readonly name: string
    readonly because: string
    readonly image: string
    readonly env: Readonly<Record<string, string>>
    readonly options: string
  }
}

/** Plain where YAML reads the same back. */
export const quoted = (text: string) =>
  /^[A-Za-z0-9_./][A-Za-z0-9_./-]*$/.test(text) && !/^[\d.]+$/.test(text) ? text : JSON.stringify(text)

/** The beginning of a variable's name: "orders" is ORDERS. */
export const variableName = (name: string) =>
  name
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '_')
    .replace(/^(?=\d)/, '_')
