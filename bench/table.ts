import type { Row } from './contest.ts'
import type { Table } from './section.ts'

export function markdown({ title, rows, yardstick }: Table): string {
  const unit = rows.find(({ name }) => name === yardstick)?.seconds ?? 1
  const line = ({ name, storedSeconds, seconds, storedMiB, peakMiB, cpuSeconds, serverSeconds }: Row) => {
    const ratio = (storedSeconds / unit).toFixed(2)
    // Ours goes on after the last byte; the others do not.
    const whole = seconds > storedSeconds ? `${(seconds / unit).toFixed(2)} (${seconds.toFixed(1)} s)` : ''
    const cells = [
      name.replaceAll('|', '\\|'),
      ratio,
      `${storedSeconds.toFixed(1)} s`,
      whole,
      storedMiB < 10 ? `${Number(storedMiB.toPrecision(2))}` : storedMiB.toFixed(0),
      peakMiB.toFixed(0),
      cpuSeconds.toFixed(1),
      serverSeconds.toFixed(1),
    ]
    return `| ${cells.join(' | ')} |`
  }
  return [
    `**${title}**`,
    '',
    '| | ratio | time | with the check that follows | MiB stored | peak MiB | CPU s | server CPU s |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map(line),
  ].join('\n')
}
