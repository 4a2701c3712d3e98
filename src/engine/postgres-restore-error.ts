import { isProblem, Problem } from '../problem.ts'
import { failureOf } from '../runtime/runtime.ts'
import type { Finding, RestoreOptions } from './engine.ts'
import { type Connection, placeOf } from './postgres-url.ts'

// Said where a target has already what every database has, or where an older server lacks a setting of a newer client.
const harmless = [
  /schema "public" already exists/,
  /unrecognized configuration parameter "(transaction_timeout|idle_session_timeout)"/,
  /must be owner of extension/,
  /extension ".*" already exists/,
]

const environment: readonly { readonly said: RegExp; readonly hint: string }[] = [
  {
    said: /extension "(.*)" (?:is not available|does not exist)|could not open extension control file|could not access file|extension ".*" has no installation script/,
    hint: 'Use an image that has the extension: verify: { image: ... }.',
  },
  { said: /role ".*" does not exist/, hint: 'Dump the roles too: globals: without-passwords.' },
  {
    said: /must be loaded via shared_preload_libraries|unrecognized configuration parameter/,
    hint: 'Use an image that is configured like the source.',
  },
  {
    said: /could not extend file|No space left on device|out of shared memory/,
    hint: 'Give the throw-away server more room.',
  },
  {
    said: /collation ".*" for encoding|encoding ".*" does not match locale|could not create locale/,
    hint: 'Use an image that has the locale.',
  },
  {
    said: /permission denied to|must be superuser|permission denied for/,
    hint: 'Restore as a superuser, or as the owner of the database.',
  },
]

/** pg_restore's errors in a text of stderr, one per failed statement. */
export function restoreErrors(stderr: string): readonly string[] {
  const errors = stderr.split('\n').flatMap((line) => {
    const [, said] = /(?:pg_restore: (?:\[\w+\] )?error: |^psql:.*?: )(.*)/.exec(line) ?? []
    return said === undefined
      ? []
      : [
          said
            .replace(/^could not execute query: /, '')
            .replace(/^ERROR: +/, '')
            .trim(),
        ]
  })
  return errors.filter((said) => said !== '')
}

/** A program's warnings after a restore that went well. */
export function restoreFindings(stderr: string): readonly Finding[] {
  const warnings = stderr
    .split('\n')
    .filter((line) => /warning: /.test(line) && !/errors ignored on restore/.test(line))
  return warnings.slice(0, 20).map((message) => ({ level: 'note', blame: 'env', message }))
}

/**
 * What to make of a failed restore. In a sandbox, errors that are all the environment's (an extension that the image
 * lacks, a role) are findings, and the rest of the restore counts. Everything else throws.
 */
export function explainRestore(error: unknown, connection: Connection, options: RestoreOptions): readonly Finding[] {
  const failure = failureOf(error)
  if (failure === undefined || !isProblem(error, 'tool-failed')) throw error
  if (/unsupported version .* in file header/.test(failure.stderr)) {
    throw new Problem('tool-version', `pg_restore is older than the pg_dump that made the backup`, {
      hint: 'Use programs of the major version that made it, or newer.',
      cause: error,
    })
  }
  const errors = restoreErrors(failure.stderr).filter((said) => !harmless.some((pattern) => pattern.test(said)))
  const counted = /errors ignored on restore: \d+/.test(failure.stderr)
  const lacksExtension = errors.some((said) => /extension ".*" is not available/.test(said))
  const findings = errors.map((said) => environmentFinding(said) ?? (lacksExtension ? consequence(said) : undefined))
  const onlyEnvironment = findings.every((finding) => finding !== undefined)
  if (options.sandboxed === true && counted && onlyEnvironment) {
    return findings.filter((finding) => finding !== undefined)
  }
  const kept = options.sandboxed === true ? '' : '; nothing was restored'
  const worst = errors[findings.indexOf(undefined)] ?? errors[0]
  const hint = findings.find((finding) => finding?.hint !== undefined)?.hint
  throw new Problem(
    'restore-failed',
    `the restore into ${placeOf(connection)} failed: ${worst ?? error.message}${kept}`,
    {
      cause: error,
      ...(hint === undefined ? {} : { hint }),
    },
  )
}

/** What fails because an extension's types, functions and operators are not there. */
function consequence(said: string): Finding | undefined {
  if (!/ does not exist( for|$)/.test(said)) return undefined
  return { level: 'failure', blame: 'env', message: said }
}

function environmentFinding(said: string): Finding | undefined {
  const match = environment.find(({ said: pattern }) => pattern.test(said))
  return match === undefined ? undefined : { level: 'failure', blame: 'env', message: said, hint: match.hint }
}
