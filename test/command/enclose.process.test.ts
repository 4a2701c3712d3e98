import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openProgram, type Project } from './program.ts'

let project: Project
beforeEach(async () => {
  project = await openProgram()
})
afterEach(() => project[Symbol.asyncDispose]())

async function paths(text: string): Promise<void> {
  const policy = await readFile(project.path('backup-policy.yml'), 'utf8')
  await writeFile(project.path('backup-policy.yml'), policy.replace(/paths: \[.*\]/, text))
}

test.each([
  ['the folder that it is in', (path: string) => `paths: [${path}]`],
  ['itself', (path: string) => `paths: [${path}/a]`],
  ['a link to the folder that it is in', (path: string) => `paths: [${path}/link/]`],
  ['what other patterns leave out', (path: string) => `paths: [${path}]\n    exclude: ["*.tmp"]`],
])('a source that would include its own store is refused: by %s', async (_name, text) => {
  await symlink(project.path('.'), project.path('link'))
  await paths(text(project.path('.').replace(/\/$/, '')))
  const made = await project.run(['backup'])
  expect(made).toMatchObject({ code: 2 })
  expect(made.stderr).toContain(`the paths of files contain its own store a, directory ${project.path('a')}`)
})

test('doctor says how to exclude a store from the source around it', async () => {
  await paths(`paths: [${project.path('.').replace(/\/$/, '')}]`)
  const doctor = await project.run(['doctor'])
  expect(doctor).toMatchObject({ code: 2 })
  expect(doctor.stdout).toContain(`write exclude: ["${project.path('a')}/"]`)
})

test.each([
  ['excludes the store', 'exclude: ["/**/a/", b]'],
  ['excludes what is in it', 'exclude: ["a/**", "b/**"]'],
  ['includes something else', 'include: ["*.txt"]'],
])('a source may include the folder around its store if it %s', async (_name, text) => {
  await mkdir(project.path('inside'), { recursive: true })
  await writeFile(project.path('inside/some.txt'), 'some')
  await paths(`paths: [${project.path('.').replace(/\/$/, '')}]\n    ${text}`)
  for (let i = 0; i < 2; i++) expect(await project.run(['backup'])).toMatchObject({ code: 0 })
})
