import { Problem } from '../../problem.ts'
import type { World } from '../../world.ts'
import type { Result, Run } from '../result.ts'
import { checkKeys } from './check.ts'
import { drillKeys } from './drill.ts'
import { makeIndexKey, makeKeys } from './generate.ts'
import { makeKit } from './kit.ts'
import { rotateKeys } from './rotate.ts'
import { joinKey, splitKey } from './split.ts'

/** What can be done with keys, by the word after `keys`. */
const verbs: Readonly<Record<string, Run>> = {
  generate: async (world) => aside(world, makeKeys),
  index: async (world) => aside(world, makeIndexKey),
  kit: async (world, options) => {
    refuseInWorkflow(world)
    return makeKit(world, options)
  },
  split: async (world, options) => {
    refuseInWorkflow(world)
    return splitKey(world, options)
  },
  join: async (world) => {
    refuseInWorkflow(world)
    return joinKey(world)
  },
  check: checkKeys,
  rotate: rotateKeys,
  drill: drillKeys,
}

/** Makes keys, tells who can open what, and seals backups to other keys. */
export const keys: Run = async (world, options) => {
  const [verb = '', ...rest] = options.words ?? []
  const run = rest.length === 0 && Object.hasOwn(verbs, verb) ? verbs[verb] : undefined
  if (run) return run(world, options)
  const words = options.words ?? []
  const said = words.length > 0 ? `, not ${words.join(' ')}` : ''
  throw new Problem('usage', `keys takes one word, ${Object.keys(verbs).join(', ')}${said}`, {
    hint: 'Run `backproof keys generate` for new keys, `backproof keys check` to see who can open what, `backproof keys rotate` to change that.',
  })
}

function aside(world: World, make: () => Result): Result {
  refuseInWorkflow(world)
  return make()
}

function refuseInWorkflow({ env }: World): void {
  if (env['GITHUB_ACTIONS'] !== 'true') return
  throw new Problem(
    'usage',
    'keys are not made, printed, split or joined in a workflow: its log would contain the secret ones',
    {
      hint: 'Run `backproof keys generate` on your own machine and store the secrets as repository secrets.',
    },
  )
}
