import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import { expected, judged, map, serverUrl } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface NatsSource extends SourceCommon {
  readonly engine: 'nats'
  /** nats://user:password@host:port, nats://token@host:port; tls:// where the server asks for it. */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly streams: Selection
  /** An account without streams is backed up too. */
  readonly allowEmpty: boolean
}

const url = judged(serverUrl({ schemes: ['nats', 'tls'], example: 'user@host:4222' }), (text) =>
  // A user without a password is a token.
  /^[a-z]+:\/\/[^@/?#:$]+@/.test(text) && !/[?&](?:creds|nkey)=/.test(text)
    ? {
        message: 'has a token written into the file',
        hint: 'Write url: nats://${TOKEN}@host:4222, keep the value in a secret, and change the token: it is in the history of the file.',
      }
    : undefined,
)

const shape = (common: CommonShape) =>
  map('a nats source', {
    engine: z
      .literal('nats')
      .describe('The streams of an account of NATS JetStream, with KV buckets, object stores and consumers.'),
    url: url.describe('nats://user:${PASSWORD}@host:4222, nats://${TOKEN}@host:4222, or one ${NAME} for all of it.'),
    ...common.own,
    streams: selection('streams', 'a name with * and ?').optional().describe('Which streams. Default: all.'),
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: an account without streams is no failure.')
      .meta({ default: false }),
    verify: common.verifyOnServer('nats'),
  })

export const nats: SourceKind<NatsSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  into: "'${RESTORE_URL}'",
  asserts: ['key', 'count-of', 'required'],
  counts: { noun: 'messages', of: 'streams', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'nats',
    url: around.secret(input.url, 'url'),
    streams: buildSelection(input.streams),
    allowEmpty: input['allow-empty'] ?? false,
  }),
  // Another choice of streams of the same account is not another source.
  identity: ({ url: { template }, streams }) => ({
    whole: JSON.stringify([template, streams]),
    content: [template],
  }),
  server({ url }) {
    try {
      return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1]
    } catch (error) {
      // Whoever connects says so.
      if (!isProblem(error, 'secret-missing')) throw error
      return undefined
    }
  },
  describe: ({ url, streams }) => [url.template, ...describeSelection('streams', streams)].join(' '),
  draft: {
    example: 'nats',
    draft(name, text) {
      if (text !== 'nats') return undefined
      const variable = `${variableName(name)}_NATS_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'nats://USER:PASSWORD@HOST' }],
      }
    },
  },
}
