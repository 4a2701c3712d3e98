import { z } from 'zod'
import { backup, consistency, copy, historyPoint, proofPoint, restorable } from './backup.ts'
import { finding } from './finding.ts'
import { at, bytes, count, flag, ms, optional, outcome, state, text } from './leaf.ts'
import { log } from './log.ts'
import { objectives } from './objective.ts'
import { restoresMade } from './restore.ts'
import { triggers } from './trigger.ts'

export const schedule = z
  .object({
    state: z
      .enum(['alive', 'silent', 'paused', 'none'])
      .describe('silent: ticks were missed, so nothing calls `run`; none: only on demand.'),
    cron: optional(text('The schedule, as the policy has it.')),
    timezone: text('IANA zone that it is in.'),
    jitterMs: optional(ms('Each tick is delayed by up to this.')),
    nextAt: optional(at('When the next backup is due.')),
    silentSince: optional(at('The last sign of life.')),
    missed: optional(count('Ticks since then.')),
  })
  .meta({ id: 'Schedule', description: 'When it is backed up.' })

export const encryption = z
  .object({
    algorithm: text('How the parts are sealed.'),
    keyBox: text('How the data key of each backup is boxed to the recipients.'),
    recipients: z
      .array(
        z.object({
          holder: optional(text('The comment beside the key in the policy: who holds its secret key.')),
          fingerprint: text('Of the public key: the first 16 hex digits of its SHA-256.'),
          inPolicy: flag('The policy seals new backups to it.'),
          sealsNewest: optional(flag('The newest backup is sealed to it; absent where its key object was not read.')),
          inUseSince: optional(at('Start of the oldest backup there is that is sealed to it: it is at least so old.')),
        }),
      )
      .describe('Whose secret key opens the backups.'),
    signed: z
      .object({
        required: flag('Only manifests signed by a signer of the policy count.'),
        signers: z.array(z.string()).describe('Public keys (rsig1...) of the policy.'),
      })
      .describe('Signatures of manifests.'),
    layers: z
      .array(
        z.object({
          store: text('Name of the store.'),
          type: text('AES256 or aws:kms.'),
          key: optional(text('Id of the key at the service.')),
        }),
      )
      .describe('A second layer by the store itself, where the policy asks for one.'),
    unread: optional(text('Why what the backups are sealed to is not known.')),
  })
  .meta({ id: 'Encryption', description: 'How it is encrypted.' })

export const retention = z
  .object({
    rules: z.array(z.string()).describe('What keeps and what limits, in words.'),
    minKeep: count('Never fewer than these.'),
    grace: text('How long undelete can bring a deleted backup back.'),
    stores: z
      .array(z.object({ store: text('Name of the store.'), rules: z.array(z.string()).describe('In words.') }))
      .describe('Stores with rules of their own for their copies.'),
    max: optional(
      z
        .object({ count: optional(count('Backups at most.')), bytes: optional(bytes('Sealed bytes at most.')) })
        .describe('max of the policy; absent where it sets none.'),
    ),
    frozen: flag('Nothing is deleted until a proof passes, or an unusual backup is acknowledged.'),
    held: count('Backups that are held.'),
    retained: count('Backups that are kept until they are deleted by id.'),
    deleted: count('Backups that are marked as deleted, and can still be brought back.'),
  })
  .meta({ id: 'Retention', description: 'The retention in force.' })

export const verification = z
  .object({
    check: optional(text('Cron line of extra checks.')),
    read: optional(text('Cron line of read proofs.')),
    restore: optional(text('Cron line of test restores.')),
    assertions: count('Assertions that a test restore evaluates.'),
  })
  .meta({ id: 'Verification', description: 'How the policy has backups proven.' })

export const anomalies = z
  .object({
    newest: z
      .enum(['usual', 'unusual', 'acknowledged', 'short', 'none'])
      .describe('The newest backup beside those before it; short: there are too few; none: nothing is compared.'),
    history: z
      .object({ has: count('Backups that it is compared with.'), needs: count('So many a comparison takes.') })
      .describe('What it is compared with.'),
    unacknowledged: z.array(z.string()).describe('Ids of the backups that are unusual, newest first.'),
  })
  .meta({ id: 'Anomalies', description: 'Backups that are unlike those before them.' })

export const trend = z
  .object({
    backups: count('From so many backups.'),
    spanMs: ms('Over so long.'),
    medianBytes: bytes('The median of their sealed bytes.'),
    perWeekBytes: z.number().describe('Growth a week in bytes: the median slope; may be negative.'),
    perWeek: z.number().describe('The same as a part of the newest size: 0.04 = 4 % a week.'),
  })
  .describe('How the size changes; absent where too little is known.')

export const source = z
  .object({
    source: text('Its name in the policy.'),
    engine: text('Its engine.'),
    database: optional(
      z
        .object({ of: text('The source of the policy that stands for the server.'), name: text('The database.') })
        .describe('It is one database of a server.'),
    ),
    group: optional(text('Its group in the policy.')),
    class: optional(text('Its class in the policy.')),
    state,
    schedule,
    backups: z
      .object({
        count: count('Backups that count.'),
        bytes: bytes('Their sealed bytes, one copy of each.'),
        storedBytes: bytes('The same over every copy that is known.'),
        degraded: count('Of them, those that are not in every store.'),
        newest: optional(backup),
        oldest: optional(backup),
      })
      .describe('The backups that count.'),
    lastSuccess: optional(backup.describe('The newest good backup.')),
    lastProven: optional(backup.describe('The newest good backup that a restore has proven.')),
    triggers,
    size: optional(trend),
    copies: z.array(copy).describe("Store by store, in the policy's order."),
    proofs: z
      .array(proofPoint.extend({ overdueSince: optional(at('Of its schedule, since when it is overdue.')) }))
      .describe('The last of each level, passed or failed.'),
    verification: optional(verification),
    trials: optional(
      z
        .array(
          z.object({
            id: text('Of the backup.'),
            at: at('When it began.'),
            store: text('The store whose copy was restored.'),
            outcome,
            image: optional(text('On what it was restored; absent where it could not be read.')),
          }),
        )
        .describe('Restores on another image than its server had, newest first: they prove nothing of the backup.'),
    ),
    restores: optional(restoresMade.describe('Absent: none was made, by every store.')),
    objectives,
    encryption,
    retention,
    anomalies,
    recovery: restorable,
    log: optional(log.describe('Absent: the policy has none collected, or this was not asked.')),
    consistency: optional(consistency),
    history: z
      .object({
        backups: z.array(historyPoint).describe('Backups that count, oldest first.'),
        backupsLeft: optional(count('How many older ones were left out.')),
        proofs: z.array(proofPoint).describe('Proofs, oldest first.'),
        proofsLeft: optional(count('How many older ones were left out.')),
      })
      .describe('For charts.'),
    unread: z
      .array(
        z.object({
          store: text('Name of the store.'),
          message: text('Why it could not be read.'),
          hint: optional(text('What to do.')),
          code: optional(text('Code of the problem.')),
        }),
      )
      .describe('Stores that could not be read: nothing is concluded from what is missing.'),
    findings: z.array(finding).describe('What a person should know, the worst first.'),
  })
  .meta({ id: 'Source', description: 'One source.' })
