/** One statement of `globals.sql`. */
export interface RoleStatement {
  readonly sql: string
  /** The roles that it makes or changes; of a membership those that it gives, and gives to. */
  readonly roles: readonly string[]
}

export interface Globals {
  /** As PostgreSQL names it. Of any but UTF8 the statements are its bytes (latin1 takes each as it is). */
  readonly encoding: string
  /** What makes roles and their memberships, in order. */
  readonly statements: readonly RoleStatement[]
  /** What else is in it, by its first words: never run. */
  readonly refused: readonly string[]
}
