import { z } from 'zod'
import { isProblem } from '../../problem.ts'
import { expected, map, serverUrl } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import type { SourceKind } from './kind/contract.ts'
import { variableName } from './kind/draft.ts'
import { buildSelection, describeSelection, type Selection, selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface KafkaSource extends SourceCommon {
  readonly engine: 'kafka'
  /** kafka://user:password@host:9092,host2:9092?tls=on&sasl=SCRAM-SHA-512 */
  readonly url: Secret
  /** Names, or patterns with * and ?. */
  readonly topics: Selection
  /** Whose offsets are taken, in those topics. */
  readonly groups: Selection
  /** A cluster without topics is backed up too. */
  readonly allowEmpty: boolean
}

const shape = (common: CommonShape) =>
  map('a kafka source', {
    engine: z
      .literal('kafka')
      .describe('Topics of a Kafka cluster, with their configurations and the offsets of groups.'),
    url: serverUrl({ schemes: ['kafka'], example: 'user@host:9092?tls=on&sasl=SCRAM-SHA-512' }).describe(
      'kafka://user:${PASSWORD}@host:9092,host2:9092?tls=on&sasl=SCRAM-SHA-512, or one ${NAME} for all of it.',
    ),
    ...common.own,
    topics: selection('topics', 'a name with * and ?')
      .optional()
      .describe('Which topics. Default: all but those of Kafka itself.'),
    groups: selection('groups', 'a name with * and ?')
      .optional()
      .describe('The offsets of which groups. Default: all.'),
    'allow-empty': z
      .boolean(expected('true or false'))
      .optional()
      .describe('True: a cluster without topics is no failure.')
      .meta({ default: false }),
    verify: common.verifyOnServer('kafka'),
  })

export const kafka: SourceKind<KafkaSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'server',
  group: 'databases',
  forwards: true,
  into: "'${RESTORE_URL}'",
  asserts: ['count-of', 'required'],
  counts: { noun: 'records', of: 'partitions', rule: 'exact' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'kafka',
    url: around.secret(input.url, 'url'),
    topics: buildSelection(input.topics),
    groups: buildSelection(input.groups),
    allowEmpty: input['allow-empty'] ?? false,
  }),
  // Another choice of topics of the same cluster is not another source.
  identity: ({ url: { template }, topics, groups }) => ({
    whole: JSON.stringify([template, topics, groups]),
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
  describe: ({ url, topics, groups }) =>
    [url.template, ...describeSelection('topics', topics), ...describeSelection('groups', groups)].join(' '),
  draft: {
    example: 'kafka',
    draft(name, text) {
      if (text !== 'kafka') return undefined
      const variable = `${variableName(name)}_KAFKA_URL`
      return {
        lines: [`url: \${${variable}}`],
        variables: [{ name: variable, example: 'kafka://USER:PASSWORD@HOST:9092?tls=on&sasl=SCRAM-SHA-512' }],
      }
    },
  },
}
