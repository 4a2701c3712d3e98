import { dirname } from 'node:path'
import type { Draft } from '../../policy/policy.ts'
import type { Answers, Here, Step } from './answer.ts'

/**
 * A line for a crontab that works as it is pasted: cron starts it in the home directory, with a PATH that has neither this
 * program nor a Node that runs it, and without any variable of a shell. The key and the addresses come from files that only
 * this user can read.
 */
export function cronSteps(
  { project }: Answers,
  variables: Draft['variables'],
  { cwd, program }: Here,
): readonly Step[] {
  const folder = '"$HOME"/.config/backproof'
  const key = `${folder}/${project}.key`
  const addresses = `${folder}/${project}.env`
  const words = program ?? ['backproof']
  const [interpreter] = program ?? []
  const path = [...new Set([...(interpreter ? [dirname(interpreter)] : []), ...usualPath])].join(':')
  const settings = [`PATH=${quoted(path)}`, `BACKPROOF_SECRET_KEY_FILE=${key}`].join(' ')
  const load = variables.length > 0 ? ` && set -a && . ${addresses} && set +a` : ''
  const command = `cd ${quoted(cwd)}${load} && ${settings} ${words.map(quoted).join(' ')} run --apply`
  return [
    {
      what: 'Store what it needs where only you can read it: paste the rsec1... key when the second line waits, then press Enter and Ctrl-D',
      commands: [
        `mkdir -p ${folder}`,
        `(umask 077 && cat > ${key})`,
        ...(variables.length > 0
          ? [
              `(umask 077 && cat > ${addresses})   # likewise, one per line: ${variables.map(({ name, example }) => `${name}='${example}'`).join(' ')}`,
            ]
          : []),
      ],
    },
    {
      what: 'Run it on a schedule: a line for crontab -e (GitHub cannot reach a folder on this machine)',
      // To cron a percent sign is a newline.
      commands: [`7,37 * * * * ${command.replaceAll('%', '\\%')}`],
    },
  ]
}

const usualPath = ['/usr/local/bin', '/usr/bin', '/bin']

/** For sh. */
const quoted = (text: string) => (/^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
