import { type StoreConfig, secretNames } from '../../policy/policy.ts'
import { Problem } from '../../problem.ts'
import type { PolicyFile } from '../../trust/trust.ts'
import type { World } from '../../world.ts'
import { makeProject, type Project } from './project.ts'

/** The merged policy, with the values of its variables. */
export interface MergedProject {
  readonly file: PolicyFile
  readonly project: Project
}

/**
 * A policy that is not merged. No value of the environment gets into it: a variable is only ever sent to what the merged
 * policy names. Of its stores those are read that the merged policy has, and has at the same address with the same keys.
 */
export function openWithin(
  world: World,
  file: PolicyFile,
  files: readonly (PolicyFile | undefined)[],
  merged: MergedProject | undefined,
): Project {
  const blind = withPlaceholders(world, [file, merged?.file, ...files])
  const quiet = { ...blind, log: { ...blind.log, fault: () => {} } }
  // Both use the same stand-ins: equal values are equal as written.
  const known = merged && makeProject(quiet, merged.file, []).policy.stores
  const openStore = async (name: string) => {
    const theirs = project.policy.stores[name]
    if (!merged || !known || !theirs || addressOf(known[name]) !== addressOf(theirs)) {
      throw new Problem('untrusted', `${name} is new or moved: it is not contacted before this is merged`, {
        hint: 'Its contents count once the change is merged.',
      })
    }
    return (await merged.project.place(name)).store
  }
  const project = makeProject({ ...blind, openStore }, file, [])
  return project
}

/**
 * Everything that decides where a store is and what is sent to it, but not how long copies stay there or how they are
 * written.
 */
function addressOf(config: StoreConfig | undefined): string | undefined {
  if (config?.kind === 'directory') return JSON.stringify([config.kind, config.path])
  if (!config) return undefined
  const { kind, bucket, region, prefix, endpoint, insecure, pathStyle } = config
  const { accessKeyId, secretAccessKey, sessionToken } = config
  return JSON.stringify([
    [kind, bucket, region, prefix, endpoint, insecure, pathStyle],
    [accessKeyId, secretAccessKey, sessionToken],
  ])
}

/** A world without any value of the environment: each variable that these files name has a stand-in of its own. */
export function withPlaceholders(world: World, files: readonly (PolicyFile | undefined)[]): World {
  const names = [...new Set(files.flatMap((file) => (file ? secretNames(file.text) : [])))].sort()
  // Each its own: two buckets must not look like one.
  return { ...world, env: Object.fromEntries(names.map((name, i) => [name, `not-known-here-${i + 1}`])) }
}
