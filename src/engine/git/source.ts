import { rm } from 'node:fs/promises'
import { type GitSource, requireSet } from '../../policy/policy.ts'
import { stopIfAborted } from '../../problem.ts'
import type { Bench, OpenSource } from '../contract.ts'
import { requireHost, temporaryFolder } from '../host-path.ts'
import { addressOf } from './address.ts'
import { dumpGit } from './dump.ts'
import { findRepository, type LocalRepository, viewOf } from './local.ts'
import { gitIn, gitVersion } from './program.ts'
import { requireRefs } from './ref.ts'
import { askRemote } from './remote.ts'

export async function openGit(source: GitSource, bench: Bench, signal: AbortSignal): Promise<OpenSource> {
  requireHost(source)
  stopIfAborted(signal)
  requireSet(source)
  const address = addressOf(source)
  const version = await gitVersion(gitIn('/nonexistent', bench), signal)
  const folder = await temporaryFolder('source-failed')
  let sizeBytes: number
  try {
    if (address.kind === 'path') {
      const found = await findRepository(address.path)
      const { refs } = await viewOf(found, folder, bench, signal)
      requireRefs(source, refs.refs.length)
      sizeBytes = await objectsSize(found, bench, signal)
    } else {
      const { refs } = await askRemote(address, folder, bench, signal)
      requireRefs(source, refs)
      // What a server has is known when it is here.
      sizeBytes = Math.max(1, refs) * 1024
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return {
    where: 'host',
    server: undefined,
    sizeBytes,
    // It has been asked for its refs.
    rehearse: async () => undefined,
    dump: () => dumpGit(source, address, version, bench, signal),
    [Symbol.asyncDispose]: async () => undefined,
  }
}

/** What its packs and loose objects take on the disk; an estimate, because not all of them need be reached. */
async function objectsSize({ common }: LocalRepository, bench: Bench, signal: AbortSignal): Promise<number> {
  const said = await gitIn(common, bench).text(['count-objects', '-v'], signal)
  const kilobytes = [...said.matchAll(/^size(?:-pack)?: (\d+)$/gm)].reduce((sum, [, n]) => sum + Number(n), 0)
  return Math.max(1, kilobytes) * 1024
}
