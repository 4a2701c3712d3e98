import { spawn } from 'node:child_process'
import type { Mysql } from '../../../server/mysql.ts'

/** One session of a client that stays open: a statement takes no start of a program. */
export interface Console extends AsyncDisposable {
  /** The rows of some statements, by tab; rejects with what the client says. */
  ask(sql: string): Promise<readonly string[]>
}

export function openConsole(db: Mysql): Console {
  const ssl = db.product === 'mysql' ? ['--ssl-mode=DISABLED', '--get-server-public-key'] : ['--skip-ssl']
  const client = ['--no-defaults', '--protocol=TCP', '--host=127.0.0.1', '--user=root', '--unbuffered', ...ssl]
  const args = ['exec', '-i', '--env', 'MYSQL_PWD', db.id, db.product, ...client, '-N', '-B', db.database]
  const child = spawn('docker', args, { env: { ...process.env, MYSQL_PWD: db.password } })
  const rows: string[] = []
  let said = ''
  let rest = ''
  let number = 0
  let waiting: { readonly end: string; done(): void; failed(error: Error): void } | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines)
      if (line === waiting?.end) waiting.done()
      else rows.push(line)
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      waiting?.failed(new Error(`the client ended: ${said}`))
      resolve()
    })
  })
  let last: Promise<unknown> = Promise.resolve()
  const ask = async (sql: string): Promise<readonly string[]> => {
    rows.length = 0
    const end = `end of ${++number}`
    await new Promise<void>((done, failed) => {
      waiting = { end, done, failed }
      child.stdin.write(`${sql};\nselect '${end}';\n`)
    })
    return [...rows]
  }
  return {
    ask(sql) {
      const next = last.then(() => ask(sql))
      last = next.catch(() => undefined)
      return next
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end()
      await ended
    },
  }
}
