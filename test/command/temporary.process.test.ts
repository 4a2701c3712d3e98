import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openProgram, secretEnv } from './program.ts'
import { policyOf } from './shop.ts'

test('an unusable temporary directory is reported as a fault of the machine, with what to type', async () => {
  await using project = await openProgram()
  const database = new DatabaseSync(project.path('app.sqlite'))
  database.exec('create table t (a); insert into t values (1)')
  database.close()
  const source = `  app: { engine: sqlite, path: ${project.path('app.sqlite')} }\n`
  await project.write('backup-policy.yml', policyOf(project.path('data'), {}) + source)
  expect(await project.run(['backup'])).toMatchObject({ code: 0 })

  const env = { ...secretEnv, TMPDIR: project.path('not/there') }
  const only = ['--source', 'app']
  for (const args of [
    ['backup', ...only],
    ['verify', ...only],
    ['verify', '--level', 'restore'],
  ]) {
    const ended = await project.run(args, env)
    expect(ended.stderr).not.toContain('bug:')
    expect(ended.stdout).toContain('temporary directory: no such file or directory (ENOENT)')
    expect(ended.stdout).toContain('Set TMPDIR')
    // Damage would be 4, and would freeze deletion.
    expect(ended.code).toBe(1)
  }
  const { entries } = await project.catalog('app')
  const findings = entries.flatMap(({ proofs }) => proofs.flatMap((proof) => proof.findings))
  expect(findings.map(({ blame }) => blame)).toEqual(['env'])
})
