import { z } from 'zod'
import { durationMs } from '../../time/time.ts'
import { count, duration, expected, type Fault, imageName, judged, line, map, texts } from '../value/leaf.ts'
import type { Secret } from '../value/secret.ts'
import { isReserved } from '../value/template.ts'

/** A container of the user's that a drill starts on the restored data, and what it must answer there. */
export interface DrillApplication {
  readonly image: string
  /** Command line after the image; empty = the image's own. */
  readonly command: readonly string[]
  /** Values may name what the data is reached by: $(PGHOST). */
  readonly env: Readonly<Record<string, Secret>>
  readonly port: number
  /** Where restored files are, in its container. */
  readonly mount: string
  readonly answers: readonly ApplicationAnswer[]
  /** All of them must have come so long after its start. */
  readonly withinMs: number
}

export interface ApplicationAnswer {
  readonly path: string
  readonly status: number
  /** Stands somewhere in the answer. */
  readonly contains?: string
}

// The docker client reads them itself, before the container gets them.
const ofDocker = /^(PATH|HOME|TMPDIR|LANG|LC_ALL|SSH_AUTH_SOCK|DOCKER_.*|LD_.*)$/

/** What is wrong with the name of a variable. */
function nameFault(name: string): Fault | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(name)) return { message: 'is not the name of a variable', key: name }
  if (isReserved(name))
    return { message: 'is a secret of the runner or of this program, which no other program is given', key: name }
  if (!ofDocker.test(name)) return undefined
  const hint = 'Set it in the image, or by command: [env, NAME=VALUE, ...].'
  return { message: 'is read by docker itself', hint, key: name }
}

const valueText = 'a text; a number stands in quotes'
const variables = judged(
  z
    .record(z.string(), z.string(expected(valueText)).max(20_000, expected('at most 20,000 characters')), {
      error: () => 'a map of variables',
    })
    .refine((env) => Object.keys(env).length <= 200, expected('at most 200 variables')),
  (env) =>
    Object.keys(env)
      .map(nameFault)
      .find((fault) => fault !== undefined),
)
const answer = map('an answer', {
  path: z
    .string(expected('a path such as /health'))
    .regex(/^\/[^\s#\u0000-\u001f\u007f]{0,1000}$/, expected('a path such as /health'))
    .describe('What it is asked for, by GET.'),
  status: z
    .int(expected('a status from 200 to 599'))
    .min(200, expected('a status from 200 to 599'))
    .max(599, expected('a status from 200 to 599'))
    .optional()
    .describe('What it must answer; a redirect is an answer, and is not followed.')
    .meta({ default: 200 }),
  contains: line('a text').optional().describe('Must stand in the first MiB of the answer.'),
})

const application = map('application', {
  image: imageName.describe('Image of the application.').meta({ examples: ['registry.example.com/shop:2.3'] }),
  port: count('a port from 1 to 65535', 65_535).describe('Where it listens for HTTP, in its container.'),
  answers: z
    .array(answer, expected('a list of answers'))
    .min(1, expected('a list of at least one answer'))
    .max(50, expected('at most 50 answers'))
    .describe('What it must answer on the restored data.'),
  command: texts('a list of at least one word', 'a word')
    .optional()
    .describe("The command line after the image. Default: the image's own."),
  env: variables
    .optional()
    .describe(
      'Variables beside DATABASE_URL and its parts. $(PGHOST) in a value stands for what the data is reached by.',
    ),
  mount: z
    .string(expected('an absolute path such as /data'))
    .regex(/^\/[^\u0000-\u001f\u007f]{1,500}$/, expected('an absolute path such as /data'))
    .optional()
    .describe('Folder of its container where restored files are, of sqlite and files.')
    .meta({ default: '/restored' }),
  within: judged(duration, (length) =>
    durationMs(length) > 0 ? undefined : { message: 'must be longer than nothing', hint: 'Write within: 2m.' },
  )
    .optional()
    .describe('All answers must have come so long after its start.')
    .meta({ default: '2m' }),
})

/** Of a source. */
export const drill = map('drill', {
  application: application
    .optional()
    .describe('A container that a drill starts on the restored data, with no other network, and asks by HTTP.'),
})
  .optional()
  .describe('What a drill asks of the restored data beside its proof.')

export function buildApplication(
  input: z.output<typeof drill>,
  secret: (template: string, ...key: readonly string[]) => Secret,
): { readonly application?: DrillApplication } {
  if (!input?.application) return {}
  const { image, port, answers, command = [], env = {}, mount = '/restored', within } = input.application
  const values = Object.entries(env).map(([name, value]) => [name, secret(value, 'drill', 'application', 'env', name)])
  return {
    application: {
      ...{ image, port, command, mount, withinMs: within === undefined ? 120_000 : durationMs(within) },
      env: Object.fromEntries(values) as Record<string, Secret>,
      answers: answers.map(({ path, status = 200, contains }) => ({
        ...{ path, status },
        ...(contains === undefined ? {} : { contains }),
      })),
    },
  }
}
