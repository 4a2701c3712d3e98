import { quoted } from '../../policy/policy.ts'
import type { Answers, NewSource, NewStore } from './answer.ts'

/** A first policy: daily backups, read every day, restored every week, thinned with age. */
export function policyOf({ project, timezone, recipients, store, sources }: Answers): string {
  return `# What is backed up, when, where to, how long it is kept and how it is proven. docs/policy.md explains every key.
version: 1
project: ${project}
timezone: ${timezone}

stores:
${storeLines(store)}

encryption:
  recipients: [${recipients.join(', ')}]

defaults:
  schedule: "0 2 * * *"
  retention: { keep: { daily: 7, weekly: 4, monthly: 12 }, grace: 7d }

sources:
${sources.map(sourceLines).join('\n')}
`
}

function storeLines(store: NewStore): string {
  if (store.kind === 'directory') return `  disk: { directory: { path: ${quoted(store.path)} } }`
  const prefix = store.prefix === '' ? '' : `, prefix: ${quoted(store.prefix)}`
  return `  # No keys here: the workflows log in to AWS with OpenID Connect.
  primary: { s3: { bucket: ${store.bucket}, region: ${store.region}${prefix} } }`
}

function sourceLines(source: NewSource): string {
  return [
    `  ${source.name}:`,
    `    engine: ${source.engine}`,
    ...source.lines.map((line) => `    ${line}`),
    // A day, and the hour that is put in when summer time ends; a week of proofs, and a day for the runner.
    '    objectives: { rpo: 26h, verified-within: 8d }',
    ...placeLines(source),
    '    verify:',
    '      read: "0 3 * * *"',
    '      restore: "0 4 * * 1"',
  ].join('\n')
}

/** Of a server, where `restore --what` would bring it back to; a comment, because a first policy has no such place. */
function placeLines({ variables: [variable] }: NewSource): readonly string[] {
  const place = variable?.name.replace(/(_DATABASE)?_URL$/, '_RESTORE_URL')
  if (place === undefined || place === variable?.name) return []
  return [`    # recovery: { into: "\${${place}}" } # where \`restore --what\` brings it back to`]
}
