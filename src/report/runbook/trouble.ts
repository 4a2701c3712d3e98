import type { Health, RecoveryPlan, RecoveryStep } from '../../judge/judge.ts'
import { formatDuration, formatTime, namesSome } from '../../words/words.ts'
import { code, markdown } from '../markdown/escape.ts'
import { command, table } from './block.ts'

export function trouble(health: Health, plan: RecoveryPlan, hasPolicy: boolean): string {
  return `## If something goes wrong

### The newest backup cannot be restored

A copy that is damaged or away is passed over by itself, and the next one read. Where no copy of the newest can be used, or the result is not equal, restore an older one, into a new place: those that a restore has proven first.

${plan.steps.map((step) => older(step, health)).join('\n')}
Others: \`backproof list --source NAME\`, then \`backproof restore ID\` as above, or with \`--at 2026-02-14T12:00:00Z\` the newest of before that moment.

### A store is away

${whatIsWhere(health)}

A restore reads the nearest store that answers, and says what it could not read. To name the store yourself:

${plan.steps.flatMap(otherStores).join('\n') || 'Each source has its newest backup in one store alone.'}

### The policy is lost

It is in the repository and in every clone of it${hasPolicy ? ', and as it was when this was written [at the end of this plan](#the-policy)' : ''}. Without any, write a new one with the same \`project\`, stores and names of sources (\`backproof init\`), and the same keys: the stores tell the rest.

### The key is lost

${keyText(health)}

### The restore is cut off

\`backproof restore --status\` says what it has left, and what to run: \`backproof restore --finish ID\`.`
}

function older(step: RecoveryStep, { timezone }: Health): string {
  const name = markdown(step.source.source, 200)
  if (step.proven) {
    const { backup, restore } = step.proven
    return `- ${name}: ${code(backup.id, 300)}, ${formatDuration(backup.ageMs)} old (${formatTime(backup.at, timezone)})\n\n${indented(command(restore))}`
  }
  return `- ${name}: ${step.source.lastProven ? 'the newest is the one that is proven' : 'none is proven by a restore'}; ${before(step, timezone)}\n`
}

function before({ source, backup }: RecoveryStep, timezone: string): string {
  const moments = source.recovery.moments.filter((at) => backup === undefined || at < backup.at)
  const [next] = moments
  if (next === undefined) return 'there is no older one'
  return `before it there is one of ${formatTime(next, timezone)}${moments.length > 1 ? `, and ${moments.length - 1} more` : ''}`
}

function otherStores({ source, copies }: RecoveryStep): readonly string[] {
  if (copies.length < 2) return []
  return copies.map(
    ({ store, restore }) =>
      `- ${markdown(source.source, 200)} from ${markdown(store, 200)}\n\n${indented(command(restore))}`,
  )
}

const indented = (block: string) => block.replace(/^(?=.)/gm, '  ')

const copyWords = {
  whole: 'has the newest',
  damaged: 'damaged',
  missing: 'lacks the newest',
  'given-up': 'has older ones alone',
  none: 'no backup',
  unread: 'not read',
} as const

function whatIsWhere({ stores, sources, timezone }: Health): string {
  const rows = sources.map(({ source, copies }) => [
    markdown(source, 200),
    ...stores.map(({ store }) => {
      const copy = copies.find((one) => one.store === store)
      if (!copy) return '–'
      const newest = copy.newestAt === undefined ? '' : `; newest of ${formatTime(copy.newestAt, timezone)}`
      return `${copyWords[copy.state]}${newest}`
    }),
  ])
  const head = ['source', ...stores.map(({ store, where }) => `${markdown(store, 200)}, ${markdown(where, 300)}`)]
  return table(head, rows)
}

function keyText({ sources }: Health): string {
  const groups = Map.groupBy(sources, ({ encryption }) =>
    encryption.recipients
      .filter(({ sealsNewest, inPolicy }) => sealsNewest ?? inPolicy)
      .map(
        ({ fingerprint, holder }) =>
          `${code(fingerprint, 100)}${holder === undefined ? '' : ` (${markdown(holder, 200)})`}`,
      )
      .join(', '),
  )
  const lines = [...groups].map(
    ([keys, all]) =>
      `- ${markdown(
        namesSome(
          all.map(({ source }) => source),
          20,
        ),
        500,
      )}: ${keys === '' ? 'unknown to which' : keys}`,
  )
  return `Any one of the keys that a backup is sealed to opens it; without all of them nobody can, and nothing of this program or of the stores can help. The newest backups are sealed to:

${lines.join('\n')}

Look where the others are kept before anything else. Once a key is gone, or was on a machine that is not trusted any more, replace it in the policy, so that new backups are sealed to another.`
}
