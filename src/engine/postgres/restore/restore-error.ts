import type { Finding } from '../../../problem.ts'
import { isProblem, Problem } from '../../../problem.ts'
import { failureOf } from '../../../runtime/runtime.ts'
import { namesSome } from '../../../words/words.ts'
import { type Connection, placeOf } from '../connection.ts'
import type { RestoreOptions } from './option.ts'
import { aboutOf, type Refusal, refusals } from './refusal.ts'

// Said where a target has already what every database has, or where an older server lacks a setting of a newer client.
const harmless = [
  /schema "public" already exists/,
  /unrecognized configuration parameter "(transaction_timeout|idle_session_timeout)"/,
  /must be owner of extension/,
  /extension ".*" already exists/,
]

const lacksFile = /could not open (?:dictionary|affix|stop-word|thesaurus|synonym) file|could not load library/

interface Cause {
  readonly said: RegExp
  /** What to do about it in a throw-away server, and in a target. */
  readonly hint: string
  readonly inTarget: string
}

const environment: readonly Cause[] = [
  {
    said: /extension "(.*)" (?:is not available|does not exist)|could not open extension control file|could not access file|extension ".*" has no installation script/,
    hint: 'Use an image that has the extension: verify: { image: ... }.',
    inTarget: "Install the extension on the target's server first.",
  },
  {
    said: lacksFile,
    hint: 'Use an image that has the file: verify: { image: ... }.',
    inTarget: "First put the file where the target's server looks for it.",
  },
  {
    said: /DROP SUBSCRIPTION cannot run inside a transaction block/,
    hint: 'Restore into a new database.',
    inTarget:
      'Drop the subscriptions of the target first: alter subscription ... disable; alter subscription ... set (slot_name = none); drop subscription ...',
  },
  {
    said: /out of shared memory/,
    hint: 'Use an image whose configuration has a larger max_locks_per_transaction.',
    inTarget:
      "Raise max_locks_per_transaction of the target's server first: all tables are restored in one transaction.",
  },
  {
    said: /role ".*" does not exist/,
    hint: 'Dump the roles too: globals: without-passwords.',
    inTarget: 'Add --globals apply, which creates the roles that the target lacks, or create the role first.',
  },
  {
    said: /must be loaded via shared_preload_libraries|unrecognized configuration parameter/,
    hint: 'Use an image that is configured like the source.',
    inTarget: 'Restore into a server that is configured like the source and is not older.',
  },
  {
    said: /could not connect to server "/,
    hint: 'The throw-away server has no network, but a materialized view reads another server.',
    inTarget: 'A materialized view reads another server: make that server reachable first.',
  },
  {
    said: /could not extend file|No space left on device|out of memory|server closed the connection unexpectedly/,
    hint: 'Give the throw-away server more disk and memory: it ended, or one of them was full.',
    inTarget: "Check the log of the target's server: it ended, or its disk or memory was full.",
  },
  {
    said: /collation ".*" for encoding|encoding ".*" does not match locale|could not create locale/,
    hint: 'Use an image that has the locale.',
    inTarget: "Install the locale on the target's server first.",
  },
  {
    said: /permission denied to|must be superuser|permission denied for|must be owner of/,
    hint: 'Restore as a superuser, or as the owner of the database.',
    inTarget: 'Restore as a superuser, or as the owner of the database.',
  },
]

/** A program's warnings after a restore that went well. */
export function restoreFindings(stderr: string): readonly Finding[] {
  const warnings = stderr
    .split('\n')
    .filter((line) => /warning: /.test(line) && !/errors ignored on restore/.test(line))
  return warnings.slice(0, 20).map((message) => ({ level: 'note', blame: 'env', message }))
}

// Nothing is wrong with the archive: another pg_restore reads it.
const otherProgram = /unsupported version .* in file header|this build does not support compression/

/** The Problem of a pg_restore that cannot read this archive although it is whole; undefined where that is not why it failed. */
export function unfitProgram(error: unknown): Problem | undefined {
  const [said] = otherProgram.exec(failureOf(error)?.stderr ?? '') ?? []
  if (said === undefined) return undefined
  const older = said.startsWith('unsupported')
  const message = older
    ? 'pg_restore is older than the pg_dump that made the backup'
    : 'pg_restore was built without the compression of the backup'
  return new Problem('tool-version', message, {
    hint: 'Use programs of the major version that made it or newer, as in the image postgres:<major>.',
    cause: error,
  })
}

/**
 * What to make of a failed restore. In a sandbox, or where it is to go on, what the server refused are findings, and the rest
 * of the restore counts: the environment's (an extension that the image lacks, a role), or the source's, which has what
 * cannot be loaded. The archive is whole in both cases. Everything else throws: `sandbox-failed` where nothing was said against
 * the backup. `selected`: it is one of some tables and schemas. `order`: the tables whose
 * rows the archive has, in its order, where the error `wantsOrder`.
 */
export function explainRestore(
  error: unknown,
  connection: Connection,
  options: RestoreOptions,
  selected = false,
  order: readonly string[] = [],
): readonly Finding[] {
  const failure = failureOf(error)
  if (failure === undefined || !isProblem(error, 'tool-failed')) throw error
  const unfit = unfitProgram(error)
  if (unfit !== undefined) throw unfit
  const sandboxed = options.sandboxed === true
  const rest = sandboxed
    ? ' restore --keep-going restores the rest of this one.'
    : options.keepGoing === true
      ? ''
      : ' --keep-going restores the rest.'
  const dragged = wouldGoToo(failure.stderr)
  if (options.overwrite && dragged.length > 0) {
    const named = namesSome(dragged, 20)
    const message = `replacing it in ${placeOf(connection)} would also drop what was not named: ${named}; nothing was restored`
    throw new Problem('target-refused', message, {
      hint: 'Name these with --only too, drop them yourself first, or restore into a new database.',
      cause: error,
    })
  }
  // A default goes by the name of its column, before its table goes.
  const [, column, table] = options.overwrite
    ? (/column "(.*)" of relation "(.*)" does not exist\n.*Command was: ALTER TABLE .* DROP DEFAULT/.exec(
        failure.stderr,
      ) ?? [])
    : []
  if (table !== undefined) {
    const message = `the table ${table} in ${placeOf(connection)} differs from the table in the backup: it has no column ${column}; nothing was restored`
    throw new Problem('target-refused', message, {
      hint: 'Drop that table yourself first, or restore into a new database.',
      cause: error,
    })
  }
  const all = refusals(failure.stderr)
  const errors = all.filter(({ said }) => !harmless.some((pattern) => pattern.test(said)))
  const lacksSomething = errors.some(({ said }) => lacksFile.test(said) || /extension ".*" is not available/.test(said))
  const findings = errors.map(
    (error) => environmentFinding(error, sandboxed) ?? (lacksSomething ? consequence(error) : undefined),
  )
  // Only where the program came to its end, past what the server refused.
  const ignored = /errors ignored on restore: (\d+)/.exec(failure.stderr)?.[1]
  if ((sandboxed || options.keepGoing === true) && ignored !== undefined) {
    const said = findings.map((finding, index) => finding ?? sourceFinding(errors[index], rest, order))
    return [...said, ...unseen(Number(ignored) - all.length, said)]
  }
  const kept = sandboxed || options.keepGoing === true ? '' : '; nothing was restored'
  const worst =
    errors.find(({ byServer }, index) => !byServer && !findings[index]) ??
    errors[findings.indexOf(undefined)] ??
    errors[0]
  const lacks = selected && worst !== undefined && / does not exist( for|$)/.test(worst.said)
  const advice =
    worst?.byServer === true && findings.includes(undefined) ? sourceFinding(worst, rest, order).hint : undefined
  const hint = findings.find((finding) => finding?.hint !== undefined)?.hint ?? (lacks ? wider : advice)
  // Stopped by something else (memory, docker), or by what is missing here: neither is a word against the archive.
  const excused =
    sandboxed && ignored === undefined && errors.every(({ byServer }, index) => byServer || findings[index])
  const at = worst?.thing === undefined ? '' : ` at ${worst.thing.kind} ${worst.thing.name}`
  const within = worst === undefined ? '' : withinOf(worst)
  throw new Problem(
    excused ? 'sandbox-failed' : 'restore-failed',
    `the restore into ${placeOf(connection)} failed${at}: ${worst?.said ?? error.message}${within}${kept}`,
    { cause: error, hint },
  )
}

/** Of the server's refusal to drop what something else depends on: that. */
function wouldGoToo(stderr: string): readonly string[] {
  const [, detail = ''] =
    /cannot drop .* because other objects depend on (?:it|them)\n(?:pg_restore: )?DETAIL: +([\s\S]*?)\n(?:HINT|Command was|pg_restore: hint)/.exec(
      stderr,
    ) ?? []
  return detail.split('\n').flatMap((line) => /^(.*) depends on .*$/.exec(line.trim())?.[1] ?? [])
}

const wider =
  'The backup has only some tables and schemas, and this one needs something they leave out: create that in the target first, or restore less with --only; and include it in tables or schemas of the policy.'

/** What fails because something is not there: an extension's types, functions and operators, a dictionary. */
function consequence({ said, thing }: Refusal): Finding | undefined {
  if (!/ does not exist( for|$)/.test(said)) return undefined
  return { level: 'failure', blame: 'env', message: said, ...aboutOf(thing) }
}

function environmentFinding({ said, thing }: Refusal, sandboxed: boolean): Finding | undefined {
  const match = environment.find(({ said: pattern }) => pattern.test(said))
  if (match === undefined) return undefined
  return {
    level: 'failure',
    blame: 'env',
    message: said,
    hint: sandboxed ? match.hint : match.inTarget,
    ...aboutOf(thing),
  }
}

const searchesNothing =
  /^(?:function|operator|relation|type|schema|text search \w+|collation) .*does not exist|^no schema has been selected/
const unqualified = (inFunction: string | undefined): string =>
  `A restore does not search any schema: in the source, name the schemas explicitly (alter function ${inFunction ?? 'NAME(...)'} set search_path = ..., or write schema.name in its body)`

// What a database may hold and yet not take when it is made anew: every backup of it is alike, and whole.
const inSource: readonly (readonly [RegExp, string])[] = [
  [searchesNothing, unqualified(undefined)],
  [
    /violates foreign key constraint/,
    'The source has rows that refer to missing rows: delete or fix them there, or recreate the constraint as not valid',
  ],
  [
    /violates check constraint|could not create unique index|violates unique constraint|violates not-null|contains null values/,
    'The source has rows that its own constraint forbids: fix them there, and reindex',
  ],
]

/** Only of rows: those of a table that the archive makes come before its keys. */
const early = ({ said, thing, lacking }: Refusal): boolean =>
  thing?.kind === 'rows of table' && lacking !== undefined && /violates foreign key constraint/.test(said)

/** True if what went wrong is told only by the order in which the archive has its tables' rows. */
export function wantsOrder(error: unknown): boolean {
  return refusals(failureOf(error)?.stderr ?? '').some(early)
}

/**
 * What to do about keys that were there before the rows, as those of an extension are. pg_dump puts the rows that others refer to
 * first, unless the keys are circular: then no order would do.
 */
function earlyHint(refusal: Refusal, order: readonly string[]): string | undefined {
  if (!early(refusal)) return undefined
  const { thing, lacking = '' } = refusal
  const at = order.indexOf(thing?.name ?? '')
  if (order.lastIndexOf(lacking) > at)
    return `The rows and the backup are intact: the foreign keys of ${thing?.name} and ${lacking} are circular and exist before the rows, so no order works. Restore as a superuser with triggers off: add ?options=-c%20session_replication_role%3Dreplica to the URL of --into (after other parameters, &options=...).`
  if (order.includes(lacking))
    return `The rows of ${lacking} that these refer to are missing: they could not be restored either, or the extension that owns both tables leaves them out of every dump.`
  return `The rows of ${lacking} come with an extension, not with the backup: install the version of it that the source has.`
}

const withinOf = ({ inFunction }: Refusal): string => (inFunction === undefined ? '' : ` in function ${inFunction}`)

/** `rest`: how the rest of the backup is restored, where it was not. */
function sourceFinding(error: Refusal | undefined, rest: string, order: readonly string[]): Finding {
  const { said, thing } = error ?? { said: 'a statement', thing: undefined }
  const message = `the source has something that pg_restore cannot load: ${thing === undefined ? '' : `${thing.kind} ${thing.name}: `}${said}${error === undefined ? '' : withinOf(error)}`
  const hint = error && earlyHint(error, order)
  if (hint !== undefined)
    return { level: 'failure', blame: 'source', message, hint: `${hint}${rest}`, ...aboutOf(thing) }
  const what =
    error?.inFunction !== undefined && searchesNothing.test(said)
      ? unqualified(error.inFunction)
      : (inSource.find(([words]) => words.test(said))?.[1] ??
        'Change this in the source until an empty database accepts it')
  return {
    level: 'failure',
    blame: 'source',
    message,
    hint: `${what}; later backups will then restore without help.${rest}`,
    ...aboutOf(thing),
  }
}

/** If there are very many errors, only the last are kept. */
function unseen(count: number, seen: readonly Finding[]): readonly Finding[] {
  if (count <= 0) return []
  const blame = seen.every((finding) => finding.blame === 'env') && seen.length > 0 ? 'env' : 'source'
  return [{ level: 'failure', blame, message: `${count} more errors before these`, about: ['*'] }]
}
