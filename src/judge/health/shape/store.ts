import { z } from 'zod'
import { finding } from './finding.ts'
import { at, bytes, count, flag, ms, optional, state, text } from './leaf.ts'

export const probe = z
  .object({
    state: z
      .enum(['reached', 'refused', 'unreachable', 'not-configured'])
      .describe('refused: it answered, and not with what was asked for; not-configured: the policy lacks a value.'),
    at: at('When it was asked.'),
    cached: flag('It was asked up to five minutes ago, and not again.'),
    durationMs: optional(ms('How long the answer took.')),
    message: optional(text('What was wrong.')),
    hint: optional(text('What to do.')),
  })
  .meta({ id: 'Probe', description: 'Whether it answers.' })

export const store = z
  .object({
    store: text('Its name in the policy.'),
    kind: z.enum(['s3', 'directory']).describe('Its kind.'),
    where: text('s3://bucket/prefix, or the folder; without a secret.'),
    bucket: optional(text('Of S3.')),
    prefix: optional(text('Of S3.')),
    region: optional(text('Of S3.')),
    path: optional(text('Of a directory.')),
    provider: optional(
      text('Of S3: the domain of its endpoint; absent where the policy takes it from the environment.'),
    ),
    state,
    probe,
    backups: optional(
      z
        .object({
          count: count('Backups of which it has a copy.'),
          bytes: bytes('Their sealed bytes.'),
          deleted: count('Copies of backups that are marked as deleted, and stay until their grace period is over.'),
          deletedBytes: bytes('Their sealed bytes.'),
          sources: count('Of so many sources.'),
          oldestAt: optional(at('Start of the oldest of them.')),
          newestAt: optional(at('Start of the newest of them.')),
          partial: flag('It could not be read for some sources: there may be more.'),
        })
        .describe('What it has of the sources of the policy; absent where it could not be read.'),
    ),
    room: optional(
      z
        .object({
          freeBytes: bytes('Free on its file system.'),
          totalBytes: bytes('Size of its file system.'),
          minFreeBytes: optional(bytes('min-free of the policy.')),
          met: optional(flag('Whether so much is free.')),
        })
        .describe('Of a directory; absent where it is not known.'),
    ),
    lock: z
      .object({
        state: z
          .enum(['impossible', 'locked', 'unknown'])
          .describe(
            'Of the newest backup. impossible: the store has no locks; unknown: none was told, as where the right to see locks is missing.',
          ),
        until: optional(at('Until when the newest backup cannot be removed.')),
      })
      .describe('Object lock.'),
    cost: optional(
      z
        .object({
          currency: text('By its three letters.'),
          perMonth: z.number().min(0).describe('For what it has now.'),
        })
        .describe('By the prices of the policy; absent where there is none, or what it has is not known.'),
    ),
    retention: optional(z.array(z.string()).describe('Its own rules for copies, in words.')),
    findings: z.array(finding).describe('What a person should know, the worst first.'),
  })
  .meta({ id: 'Store', description: 'One store.' })
