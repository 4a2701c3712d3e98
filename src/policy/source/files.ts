import { z } from 'zod'
import { expected, judged, map, place, texts } from '../value/leaf.ts'
import type { SourceKind } from './kind/contract.ts'
import { quoted } from './kind/draft.ts'
import { buildIncrements, incrementKeys, incrementsFault } from './kind/increments.ts'
import { withoutLog } from './kind/point-in-time.ts'
import { buildSelection, describeSelection, type Selection } from './kind/selection.ts'
import type { CommonShape } from './kind/shape.ts'
import { buildCommon, type SourceCommon } from './source.ts'

export interface FilesSource extends SourceCommon, Selection {
  readonly engine: 'files'
  readonly paths: readonly string[]
  /** What the files are looked at for, while they are read. */
  readonly preset?: 'certificates' | 'configuration'
}

const patterns = judged(texts('a list of at least one pattern', 'a pattern'), (list) => {
  const negated = list.find((pattern) => pattern.startsWith('!'))
  return negated === undefined
    ? undefined
    : {
        message: 'has a pattern that begins with !, which means nothing here',
        hint: 'Set what to take with include and what to leave out with exclude.',
      }
})

const shape = (common: CommonShape) =>
  judged(
    map('a files source', {
      engine: z.literal('files').describe('Directories and files, as one tar.'),
      paths: z
        .array(place(common.env), expected('a list of at least one path'))
        .min(1, expected('a list of at least one path'))
        .max(1000, expected('at most 1000 paths'))
        .describe('Directories and files. May contain ${NAME}.'),
      preset: z
        .enum(['certificates', 'configuration'], expected('certificates or configuration'))
        .optional()
        .describe(
          'What the files are, which tells what to look for: private keys that others may read, links out of the paths, certificates and when they expire. certificates: there must be at least one.',
        ),
      include: patterns.optional().describe('Only what matches one of these patterns.'),
      exclude: patterns.optional().describe('Nothing that matches one of these patterns.'),
      ...common.own,
      drill: common.drill,
      ...incrementKeys(common),
      verify: common.verify('files'),
    }),
    incrementsFault,
  )

export const files: SourceKind<FilesSource, z.output<ReturnType<typeof shape>>> = {
  reads: 'machine',
  group: 'files',
  lacking: withoutLog(undefined, 'incremental: "*/15 * * * *", beside the schedule of full backups'),
  into: './restored',
  asserts: ['count-of', 'required'],
  counts: { noun: 'files', rule: 'within' },
  shape,
  build: (input, around) => ({
    ...buildCommon(input, around),
    engine: 'files',
    paths: input.paths,
    ...(input.preset === undefined ? {} : { preset: input.preset }),
    ...buildSelection(input),
    ...buildIncrements(input),
  }),
  identity: ({ paths, include, exclude }) => ({ whole: JSON.stringify([paths, include, exclude]), content: paths }),
  describe: (source) => [source.paths.join(', '), ...describeSelection('files', source)].join(' '),
  draft: {
    example: './uploads (a folder)',
    // Any name can be one of a file or a folder.
    draft: (_name, text) => ({
      lines: [`paths: [${quoted(text)}]`],
      variables: [],
      path: { path: text, kind: 'file or folder' },
    }),
    vague: { words: /^(files?|folder|directory)$/i, hint: (name) => `Name the folder: --source ${name}=./${name}.` },
  },
}
