import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from 'yaml'
import { harmless, showPath, showText } from './show.ts'

/** A value of the YAML text with the place where it stands. */
export interface Tree {
  /** Plain data: maps are objects, lists arrays. */
  readonly value: unknown
  /** Offsets in the text. */
  readonly range: Range
  /** Of the key, if the value belongs to one. */
  readonly key?: Range
  /** By key, or by index as text. */
  readonly children: ReadonlyMap<string, Tree>
}

export interface Range {
  readonly from: number
  readonly to: number
}

export type Report = (found: {
  message: string
  hint?: string
  range: Range
  path: readonly (string | number)[]
}) => void

const maxNodes = 20_000
const maxDepth = 50
const tooDeep = 'the file is nested too deeply'

/** The YAML text as a tree; what is not plain YAML is reported. undefined where the syntax itself is broken. */
export function readTree(text: string, lines: LineCounter, report: Report): Tree | undefined {
  let document: Document.Parsed
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, logLevel: 'error' })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    report({ message: tooDeep, range: { from: 0, to: 0 }, path: [] })
    return undefined
  }
  const complaints = [...document.errors, ...document.warnings]
  const lineOf = ({ pos }: Pick<YAMLError, 'pos'>) => lines.linePos(pos[0]).line
  const own = complaints.length > 1 ? new Set(causes(text).map(lineOf)) : new Set<number>()
  const told = new Set<number>()
  for (const complaint of complaints) {
    // What follows the first complaint of a line is its echo.
    const line = lineOf(complaint)
    if (told.size >= 10 || told.has(line)) continue
    // What a parser says after its first complaint mostly follows from that.
    if (told.size > 0 && !own.has(line)) continue
    report(syntaxFinding(complaint, text))
    told.add(line)
  }
  return complaints.length > 0 ? undefined : new Walk(report).whole(document.contents)
}

/** The first complaint of each part of the file, from one key at its left edge to the next, where that part stands alone. */
function causes(text: string): readonly Pick<YAMLError, 'pos'>[] {
  const starts = [...text.matchAll(/^(?=[^\s#])/gm)].map(({ index }) => index)
  return starts.flatMap((from, i) => {
    const part = text.slice(from, starts[i + 1])
    const [first] = parseDocument(part, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' }).errors
    return first ? [{ pos: [first.pos[0] + from, first.pos[1] + from] as [number, number] }] : []
  })
}

function syntaxFinding(error: YAMLError, text: string) {
  const [from, to] = error.pos
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const line = text.slice(lineStart, text.indexOf('\n', from) === -1 ? undefined : text.indexOf('\n', from))
  if (error.message.includes('call stack')) return { message: tooDeep, range: { from, to }, path: [] }
  const message = harmless(error.message.replace(/; please use .*/, ''))
  let hint: string | undefined
  if (/(^|[^"'$])\$\{\w+\}/.test(line) && /[{[]/.test(line.replace(/\$\{\w+\}/g, ''))) {
    hint = 'Put ${NAME} between double quotes where it stands inside { } or [ ].'
  } else if (/:\s*\*/.test(line)) hint = 'Put a cron line or a pattern that begins with * between double quotes.'
  else if (/:\s*[@`%&!|>]/.test(line)) hint = 'Put a text that begins with a special character between double quotes.'
  else if (line.includes('\t')) hint = 'Indent with spaces, not with tabs.'
  else if (/same column|compact mappings|implicit keys|all mapping items/i.test(error.message)) {
    hint =
      'Keys of one map begin at the same column: look at the spaces before this line, the one above and the one below.'
  }
  return {
    message: `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`,
    range: { from, to },
    path: [],
    ...(hint ? { hint } : {}),
  }
}

/** One walk over a document: anchors seen so far, and how much has been read (an alias may stand for a lot). */
class Walk {
  readonly #anchors = new Map<string, Tree | 'open'>()
  readonly #report: Report
  #nodes = 0
  #full = false

  constructor(report: Report) {
    this.#report = report
  }

  /** undefined where it is too large, or lacks too much, to go on. */
  whole(node: ParsedNode | null): Tree | undefined {
    const tree = this.#tree(node, [])
    return this.#full ? undefined : tree
  }

  #tree(node: ParsedNode | null, path: readonly (string | number)[], key?: Range): Tree {
    const range = { from: node?.range[0] ?? key?.from ?? 0, to: node?.range[1] ?? key?.to ?? 0 }
    const at = { range, path }
    const leaf = (value: unknown): Tree => ({ value, range, children: new Map(), ...(key ? { key } : {}) })
    this.#nodes += 1
    if (this.#nodes > maxNodes) {
      if (!this.#full) this.#report({ ...at, message: `more than ${maxNodes} values in one policy` })
      this.#full = true
      return leaf(null)
    }
    if (path.length > maxDepth) {
      this.#report({ ...at, message: tooDeep })
      return leaf(null)
    }
    if (isAlias(node)) {
      const source = this.#anchors.get(node.source)
      if (source && source !== 'open') {
        this.#nodes += size(source, maxNodes)
        return { value: source.value, range, children: source.children, ...(key ? { key } : {}) }
      }
      this.#report({
        ...at,
        message: `*${harmless(node.source)} refers to itself or to an anchor that is not above it`,
      })
      return leaf(null)
    }
    const anchor = node && 'anchor' in node ? node.anchor : undefined
    if (anchor) this.#anchors.set(anchor, 'open')
    const tree = isCollection(node)
      ? { ...leaf(null), ...this.#collection(node as ParsedNode, path) }
      : leaf(isScalar(node) ? node.value : null)
    if (anchor) this.#anchors.set(anchor, tree)
    return tree
  }

  #collection(node: ParsedNode, path: readonly (string | number)[]): Pick<Tree, 'value' | 'children'> {
    if (isMap(node)) return this.#map(node as YAMLMap.Parsed, path)
    const items = isSeq(node) ? (node.items as readonly ParsedNode[]) : []
    const children = items.map((item, index) => this.#tree(item, [...path, index]))
    return {
      value: children.map((child) => child.value),
      children: new Map(children.map((child, index) => [String(index), child])),
    }
  }

  #map(map: YAMLMap.Parsed, path: readonly (string | number)[]): Pick<Tree, 'value' | 'children'> {
    const children = new Map<string, Tree>()
    for (const pair of map.items) {
      const range = { from: pair.key.range[0], to: pair.key.range[1] }
      const name = isScalar(pair.key) ? String(pair.key.value) : undefined
      if (name === undefined || name === '__proto__') {
        this.#report({ message: 'a key must be a plain text', range, path: [...path, name ?? '?'] })
        continue
      }
      if (name === '<<') {
        const hint = 'Write its keys out, or put what sources have in common under defaults.'
        this.#report({ message: '<< does not merge maps here', hint, range, path: [...path, name] })
        // What it should have brought would be missed everywhere.
        this.#full = true
        continue
      }
      if (children.has(name)) {
        const message = `${showPath([...path, name])} is given twice`
        this.#report({ message, hint: `Remove one of the two ${showText(name)}.`, range, path: [...path, name] })
        continue
      }
      children.set(name, this.#tree(pair.value, [...path, name], range))
    }
    return { value: Object.fromEntries([...children].map(([name, child]) => [name, child.value])), children }
  }
}

/** Number of values in a tree, counted no further than the limit. */
function size(tree: Tree, limit: number): number {
  let count = 1
  for (const child of tree.children.values()) {
    if (count >= limit) return count
    count += size(child, limit - count)
  }
  return count
}
