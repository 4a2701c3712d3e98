import type { LineCounter } from 'yaml'
import type { Finding } from './finding.ts'
import { harmless, showPath } from './show.ts'
import type { Range, Tree } from './tree.ts'

export type Path = readonly (string | number)[]

/** Line and columns of a range, cut at the end of its first line. */
function position(text: string, lines: LineCounter, range: Range): Pick<Finding, 'line' | 'column' | 'endColumn'> {
  const start = lines.linePos(range.from)
  const line = Math.max(start.line, 1)
  const column = Math.max(start.col, 1)
  const lineEnd = text.slice(range.from, range.to).search(/\r?\n/)
  const length = lineEnd === -1 ? range.to - range.from : lineEnd
  return { line, column, ...(length > 0 ? { endColumn: column + length } : {}) }
}

/** The tree at a path; undefined where nothing stands there. */
export function treeAt(root: Tree, path: Path): Tree | undefined {
  let tree: Tree | undefined = root
  for (const part of path) tree = tree?.children.get(String(part))
  return tree
}

/**
 * Where to point at for a path: its value; its key where the key is wrong or the value is empty or large;
 * the nearest parent's key where nothing stands there.
 */
export function rangeAt(root: Tree, path: Path, on: 'key' | 'value'): Range {
  const tree = treeAt(root, path)
  if (!tree) return path.length === 0 ? root.range : rangeAt(root, path.slice(0, -1), 'key')
  const large = tree.value === null || (typeof tree.value === 'object' && tree.key !== undefined)
  return (on === 'key' || large ? tree.key : undefined) ?? tree.range
}

/** A message may repeat what stands in the file: bounded, and harmless on a terminal and in a log. */
function oneLine(message: string): string {
  return harmless(message.length > 1000 ? `${message.slice(0, 1000)}...` : message).replace(/\s+/g, ' ')
}

/** Nobody reads more; a file of nothing but mistakes must not take minutes. */
const most = 200

/** Collects findings, one for each place: the first is the most telling, others at the same place would only repeat it. */
export class Findings {
  readonly all: Finding[] = []
  readonly #places = new Set<string>()
  readonly #text: string
  readonly #lines: LineCounter

  constructor(text: string, lines: LineCounter) {
    this.#text = text
    this.#lines = lines
  }

  add(found: {
    readonly message: string
    readonly hint?: string | undefined
    readonly range: Range
    readonly path: Path
  }): void {
    const path = showPath(found.path)
    const where = position(this.#text, this.#lines, found.range)
    const place = path === '' ? `${where.line}:${where.column}` : path
    if (this.#places.has(place) || this.all.length === most) return
    this.#places.add(place)
    this.all.push({ message: oneLine(found.message), ...(found.hint ? { hint: found.hint } : {}), ...where, path })
  }

  /** Line (1-based) of a range. */
  line(range: Range): number {
    return this.position(range).line
  }

  /** Line and columns (1-based) of a range. */
  position(range: Range): Pick<Finding, 'line' | 'column'> {
    return position(this.#text, this.#lines, range)
  }
}
