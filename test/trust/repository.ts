import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const exec = promisify(execFile)

/** A real git repository in a folder. */
export interface Repository {
  readonly folder: string
  git(...args: readonly string[]): Promise<string>
  write(path: string, text: string): Promise<void>
  /** Commits these paths as they are, or everything; gives the commit's id. */
  commit(...paths: readonly string[]): Promise<string>
}

const env = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nowhere',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'octocat',
  GIT_AUTHOR_EMAIL: 'octocat@example.org',
  GIT_COMMITTER_NAME: 'octocat',
  GIT_COMMITTER_EMAIL: 'octocat@example.org',
}

/** The repository of a folder, whatever is in it. */
export function repositoryAt(folder: string): Repository {
  const git = async (...args: readonly string[]) => {
    const { stdout } = await exec('git', ['-C', folder, '-c', 'protocol.file.allow=always', ...args], { env })
    return stdout.trim()
  }
  return {
    folder,
    git,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    async commit(...paths) {
      const wanted = paths.length > 0 ? paths : ['.']
      const known = await git('ls-files', '--cached', '--others', '--', ...wanted)
      if (known !== '') await git('add', '--force', '--all', '--', ...wanted)
      await git('commit', '--quiet', '--allow-empty', '--message', 'a commit')
      return git('rev-parse', 'HEAD')
    },
  }
}

export async function makeRepository(folder: string, branch = 'main'): Promise<Repository> {
  await mkdir(folder, { recursive: true })
  const repository = repositoryAt(folder)
  await repository.git('init', '--quiet', `--initial-branch=${branch}`)
  return repository
}

/** What a runner tells a job of the default branch, for a commit of it. */
export function onMain(workspace: string, commit: string): Readonly<Record<string, string>> {
  const event = join(workspace, '.git', 'event.json')
  writeFileSync(event, JSON.stringify({ schedule: '0 2 * * *', repository: { default_branch: 'main' } }))
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: event,
    GITHUB_EVENT_NAME: 'schedule',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_SHA: commit,
    GITHUB_WORKSPACE: workspace,
  }
}
