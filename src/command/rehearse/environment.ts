import { readFile } from 'node:fs/promises'
import { secretNames } from '../../policy/policy.ts'
import { secretVariables, type World } from '../../world.ts'
import { pathFrom } from '../project/policy-file.ts'

/** What opens stores, GitHub or other clouds, or lets a step write into the ones after it. */
const withheld =
  /^(?:BACKPROOF_|INPUT_|ACTIONS_|AWS_|AZURE_|GOOGLE_|CLOUDSDK_)|^(?:GH_TOKEN|GITHUB_ENV|GITHUB_PATH|GITHUB_OUTPUT|GITHUB_STATE|GITHUB_STEP_SUMMARY|NODE_OPTIONS)$/

/**
 * What a migration gets: the environment of the job without what the backups need, since nobody has merged it yet, and the
 * address of the throw-away server. No variable that the policy names is passed on, and none that has a known secret in it.
 */
export function migrationEnvironment(
  { env, redact }: Pick<World, 'env' | 'redact'>,
  policyText: string,
  address: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const named = new Set<string>([...secretNames(policyText), ...secretVariables])
  const passed = Object.entries(env).flatMap(([name, value]) =>
    value === undefined || named.has(name) || withheld.test(name) || redact(value) !== value
      ? []
      : [[name, value] as const],
  )
  return { ...Object.fromEntries(passed), ...address }
}

/** The text of the policy that this run follows. */
export async function policyTextOf({ footing, cwd }: World, path: string): Promise<string> {
  return footing.policy?.text ?? (await readFile(pathFrom(cwd, path), 'utf8'))
}
