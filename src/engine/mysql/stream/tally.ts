import type { Facts } from '../../contract.ts'
import { type Listener, malformed, type Verdict } from './reader.ts'
import { type Subject, subjectOf } from './statement.ts'

/** What a dump holds, counted while it is read: just the rows of its own snapshot. */
export class DumpTally implements Listener {
  /** By table, those without rows too. */
  readonly rows = new Map<string, number>()
  readonly names = new Map<string, Set<string>>()
  /** Statements that make something whose name could not be read. */
  readonly unnamed = new Map<string, number>()
  /** "binlog.000002:158" */
  position: string | undefined
  /** The transactions that the server had, by GTID, where its program was told to say. */
  gtids: string | undefined
  readonly #judge: (subject: Subject, head: string, isWhole: boolean) => Verdict
  #filled: string | undefined
  #isComplete = false

  /** `judge`: what is kept of it; what is not is not counted. */
  constructor(judge: (subject: Subject, head: string, isWhole: boolean) => Verdict = () => 'keep') {
    this.#judge = judge
  }

  statement(head: string, isWhole: boolean): Verdict {
    this.#isComplete = false
    const [, gtids] = /^SET @@GLOBAL\.GTID_PURGED=(?:\/\*!80000 '\+'\*\/)? ?'\+?([^']*)';$/i.exec(head) ?? []
    if (gtids !== undefined) this.gtids = gtids.replaceAll(/\s/g, '')
    const subject = subjectOf(head)
    const verdict = this.#judge(subject, head, isWhole)
    if (verdict !== 'drop') this.#note(subject)
    return verdict
  }

  ended(rows: number): void {
    if (this.#filled !== undefined) this.rows.set(this.#filled, (this.rows.get(this.#filled) ?? 0) + rows)
    this.#filled = undefined
  }

  comment(line: string): void {
    if (line === '--' || line === '') return
    this.#isComplete = line.startsWith('-- Dump completed')
    const [, file, at] =
      /^-- CHANGE (?:MASTER|REPLICATION SOURCE) TO \w+_LOG_FILE='([^']+)', \w+_LOG_POS=(\d+);/.exec(line) ?? []
    const [, gtids] = /^-- SET GLOBAL gtid_slave_pos='([^']*)';/.exec(line) ?? []
    if (gtids !== undefined) this.gtids = gtids
    if (file !== undefined) this.position = `${file}:${at}`
  }

  /** @throws Problem `dump-incomplete` where the last line is not there, with which the program says that it came to its end. */
  mustBeComplete(): void {
    if (!this.#isComplete) throw malformed('its last line is not "-- Dump completed"')
  }

  /** As facts name it. */
  content(): Pick<Facts, 'rows' | 'objects'> {
    const rows = [...this.rows].sort(([a], [b]) => (a < b ? -1 : 1))
    return { rows: Object.fromEntries(rows), objects: objectsOf(this.names) }
  }

  #note(subject: Subject): void {
    if (subject.of === 'session' || subject.of === 'database') return
    if (subject.of === 'table' && subject.does === 'fill') {
      if (!this.rows.has(subject.name)) throw malformed(`it has rows of ${subject.name}, which it does not create`)
      this.#filled = subject.name
      return
    }
    if (subject.of !== 'trigger' && subject.does !== 'create') return
    if (subject.name === undefined) {
      this.unnamed.set(subject.of, (this.unnamed.get(subject.of) ?? 0) + 1)
      return
    }
    if (subject.of === 'table') this.rows.set(subject.name, 0)
    const names = this.names.get(subject.of) ?? new Set()
    this.names.set(subject.of, names.add(subject.name))
  }
}

/** By kind, each sorted; kinds of which there are none are left out. */
export function objectsOf(names: Iterable<readonly [kind: string, names: Iterable<string>]>): Facts['objects'] {
  const sorted = [...names].map(([kind, some]) => [kind, [...some].sort()] as const)
  return Object.fromEntries(sorted.filter(([, some]) => some.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}
