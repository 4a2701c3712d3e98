/** One object of a repository: git's own four kinds. */
export interface GitObject {
  readonly type: string
  readonly content: Buffer
}

/** A policy is far smaller; a tree of a hundred thousand names is not larger. */
export const longestObject = 64 * 1024 * 1024
