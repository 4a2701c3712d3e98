import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { engineOf } from '../../../src/engine/engine.ts'
import { engineContract } from '../contract.ts'
import { gitFixture, seed, sourceOf } from './fixture.ts'
import { serveGit, token, user } from './server.ts'

const engine = await engineOf('git')

engineContract('git, a repository of this machine', engine, () => gitFixture())

engineContract('git, a server by https', engine, async () => {
  const path = await seed(join(await mkdtemp(join(tmpdir(), 'git-test-')), 'shop'))
  const server = await serveGit(dirname(path))
  const url = (password: string) =>
    `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${server.port}/${basename(path)}/.git`
  const lines = 'url: ${URL}'
  return gitFixture(() => ({ lines, env: { URL: url(token) } }), {
    repository: path,
    locked: { source: sourceOf(lines, { URL: url('wrong-password') }), secret: 'wrong-password', place: '127.0.0.1' },
    close: async () => server[Symbol.asyncDispose](),
  })
})
