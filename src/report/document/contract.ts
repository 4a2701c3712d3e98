/** A report for people who read on paper: the same blocks become Markdown and PDF, so that both say the same. */
export interface Document {
  readonly title: string
  /** Of what, and of when. */
  readonly lines: readonly string[]
  /** When its data are of: ISO 8601. */
  readonly at: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly empty: string }
  | Table
  | { readonly kind: 'signature'; readonly text: string }
  /** What is typed or kept to the letter, and a picture of it for a camera: an SVG of our own making. */
  | { readonly kind: 'code'; readonly lines: readonly string[]; readonly picture?: string }

export interface Table {
  readonly kind: 'table'
  readonly head: readonly string[]
  /** How wide the columns are beside each other. */
  readonly widths: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** What stands instead of no rows. */
  readonly empty: string
}

/** Rows of one table at most. */
export const mostRows = 400
/** Characters of one cell at most. */
export const mostCell = 400
