import type { CommandName } from './name.ts'
import type { Run } from './result.ts'

interface CommandEntry {
  readonly summary: string
  readonly examples: readonly string[]
  readonly load: () => Promise<Run>
}

/** Every command; each is loaded only when it runs, so that `list` does not pay for `backup`. */
export const commands = {
  init: {
    summary: 'Write a policy and workflows that fit each other, and print what is left for you to do',
    examples: [
      'backproof init',
      'backproof init --source app=./data/app.sqlite --store ./backups',
      'backproof init --source orders=postgres --store s3://shop-backups/prod --region eu-north-1',
    ],
    load: async () => (await import('./init/init.ts')).init,
  },
  run: {
    summary: 'Do what the policy asks for now: backups and proofs that are due, retention',
    examples: ['backproof run', 'backproof run --source orders --apply'],
    load: async () => (await import('./run.ts')).run,
  },
  backup: {
    summary: 'Back up now',
    examples: ['backproof backup --source orders --tag release-42 --retain'],
    load: async () => (await import('./backup/backup.ts')).backup,
  },
  verify: {
    summary: 'Prove a backup: its objects, its contents, or a test restore',
    examples: [
      'backproof verify --level restore --source orders',
      'backproof verify ID --level check',
      'backproof verify --level point-in-time --source orders',
      'backproof verify --drill full',
      'backproof verify --drill manual --signed-off-by "Ida Lund" --because "restored orders by hand in 40 minutes"',
      'backproof verify --status',
    ],
    load: async () => (await import('./verify/verify.ts')).verify,
  },
  restore: {
    summary:
      'Restore a backup, or any second of a source with point-in-time, into a new database or folder; or several sources',
    examples: [
      "backproof restore ID --into '${RESTORE_URL}'",
      'backproof restore --source uploads --at 2026-02-14T12:00:00Z --into ./restored --only "invoices/**"',
      "backproof restore --source orders --at 2026-02-14T14:29:00Z --only orders --into '${RESCUE_URL}'",
      "backproof restore --source orders --at latest --into '${RESTORE_URL}'",
      "backproof restore --source orders --into '${RESTORE_URL}' --via backup@bastion.example.com",
      'backproof restore --what everything',
      'backproof restore --status',
    ],
    load: async () => (await import('./restore/restore.ts')).restore,
  },
  prune: {
    summary: 'Show what retention would delete and why; delete with --apply',
    examples: ['backproof prune', 'backproof prune --apply --source orders', 'backproof prune --plan plan.json'],
    load: async () => (await import('./prune/prune.ts')).prune,
  },
  rehearse: {
    summary: 'Run a migration on the newest proven backup, in a throw-away server, then the assertions of the policy',
    examples: [
      'backproof rehearse --source orders -- npx prisma migrate deploy',
      'backproof rehearse --source orders --image postgres:18 --save rehearsal.md -- ./migrate.sh',
    ],
    load: async () => (await import('./rehearse/rehearse.ts')).rehearse,
  },
  list: {
    summary: 'List backups, newest first, and between which times any second can be restored',
    examples: ['backproof list', 'backproof list --all --tag release-42 --since 2026-02-01 --limit 20'],
    load: async () => (await import('./list.ts')).list,
  },
  plan: {
    summary: 'Show what applies to each source, and why it is or is not due',
    examples: ['backproof plan', 'backproof plan --against old-policy.yml', 'backproof plan --save plan.json'],
    load: async () => (await import('./plan/plan.ts')).plan,
  },
  gate: {
    summary: 'Fail unless a backup is recent enough, proven and in enough stores',
    examples: [
      'backproof gate --max-age 1h --verified-within 8d --copies 2',
      'backproof gate --source orders --tag release-42 --otherwise backup',
      'backproof gate --source orders --at-least-every 15m',
    ],
    load: async () => (await import('./gate/gate.ts')).gate,
  },
  report: {
    summary: 'Show the health of every source',
    examples: [
      'backproof report',
      'backproof report --json > health.json',
      'backproof report --html health.html --badge backups.svg',
      'backproof report --pdf backups.pdf --markdown-file backups.md',
      'backproof report --evidence audit-2026',
      'backproof report --period month --of 2026-10 --pdf october.pdf',
      'backproof report --prometheus /var/lib/node_exporter/backproof.prom',
      'backproof report --publish offsite',
      'backproof report --runbook recovery-plan.md',
      'backproof report --fail-on bad',
    ],
    load: async () => (await import('./report/report.ts')).report,
  },
  show: {
    summary: 'Show everything about one backup: parts, contents, copies, proofs, marks',
    examples: ['backproof show ID', 'backproof show ID --json'],
    load: async () => (await import('./show/show.ts')).show,
  },
  tag: {
    summary: 'Add tags to backups',
    examples: ['backproof tag ID --tag release-42 --because "shipped"'],
    load: async () => (await import('./mark/retag.ts')).tag,
  },
  untag: {
    summary: 'Remove tags from backups',
    examples: ['backproof untag ID --tag release-42'],
    load: async () => (await import('./mark/retag.ts')).untag,
  },
  hold: {
    summary: 'Keep backups regardless of retention',
    examples: ['backproof hold ID --because "audit 2026"'],
    load: async () => (await import('./mark/mark.ts')).hold,
  },
  unhold: {
    summary: 'Return held backups to retention',
    examples: ['backproof unhold ID'],
    load: async () => (await import('./mark/mark.ts')).unhold,
  },
  delete: {
    summary: 'Delete backups by id; undelete brings them back within the grace period',
    examples: ['backproof delete ID --because "holds a customer’s data"'],
    load: async () => (await import('./mark/mark.ts')).remove,
  },
  undelete: {
    summary: 'Bring deleted backups back',
    examples: ['backproof undelete ID'],
    load: async () => (await import('./mark/mark.ts')).undelete,
  },
  ack: {
    summary: 'Acknowledge that an unusual backup is as it should be; its numbers count as usual from then on',
    examples: ['backproof ack ID --because "archived the orders of 2019"', 'backproof ack ID --undo'],
    load: async () => (await import('./mark/ack.ts')).ack,
  },
  retire: {
    summary: 'Let go of the backups of a source that has left the policy',
    examples: ['backproof retire orders --because "moved to the new shop"'],
    load: async () => (await import('./mark/retire.ts')).retire,
  },
  alert: {
    summary: 'Judge every source now and tell what is new: `alert check`; try the channels: `alert test`',
    examples: ['backproof alert check', 'backproof alert test'],
    load: async () => (await import('./alert/alert.ts')).alert,
  },
  keys: {
    summary:
      'Make keys, see who can open what, seal backups to others: `keys generate|index|kit|split|join|check|rotate|drill`',
    examples: [
      'backproof keys generate',
      'backproof keys generate --json',
      'backproof keys index',
      'backproof keys kit --pdf recovery-kit.pdf',
      'backproof keys split --shares 5 --threshold 3',
      'backproof keys join',
      'backproof keys check',
      'backproof keys drill',
      'backproof keys rotate',
      'backproof keys rotate --source orders --to rpub1...',
    ],
    load: async () => (await import('./keys/keys.ts')).keys,
  },
  doctor: {
    summary: 'Check policy, keys, programs, sources, stores and permissions',
    examples: ['backproof doctor', 'backproof doctor --workflow .github/workflows/backup.yml'],
    load: async () => (await import('./doctor/doctor.ts')).doctor,
  },
  serve: {
    summary: 'Do what is due on a server of your own, and take requests over HTTP',
    examples: [
      'backproof serve',
      'backproof serve --apply --listen 127.0.0.1:8484 --host-name backup.example.com --json',
      'backproof serve --openapi > openapi.json',
    ],
    load: async () => (await import('./serve/serve.ts')).serve,
  },
  schema: {
    summary: 'Print the JSON Schema of the policy file, or of what `report --json` prints, with --period or without',
    examples: [
      'backproof schema > policy.schema.json',
      'backproof schema report > report.schema.json',
      'backproof schema period > period.schema.json',
    ],
    load: async () => (await import('./schema.ts')).schema,
  },
} as const satisfies Record<string, CommandEntry>

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}
