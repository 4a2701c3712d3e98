import type { Option } from './contract.ts'

/** What is shown and written, and what init is told. */
export const displayOptions = [
  { name: 'markdown', kind: 'flag', description: 'Print the result as Markdown', commands: ['report'] },
  {
    name: 'html',
    kind: 'one',
    value: 'FILE',
    description: 'Also write the result as one HTML page',
    commands: ['report'],
  },
  {
    name: 'badge',
    kind: 'one',
    value: 'FILE',
    description: 'Also write a badge, a small SVG picture, to this file',
    commands: ['report'],
  },
  {
    name: 'prometheus',
    kind: 'one',
    value: 'FILE',
    description: "Also write metrics to this file (*.prom), for the textfile collector of Prometheus's node exporter",
    commands: ['report'],
  },
  {
    name: 'publish',
    kind: 'one',
    value: 'STORE',
    description: 'Also put page, health.json and badge beside the backups, under .published/ in this store',
    commands: ['report'],
  },
  {
    name: 'runbook',
    kind: 'one',
    value: 'FILE',
    description:
      'Also write the recovery plan of this policy as Markdown: what to run when all is lost; - prints it instead',
    commands: ['report'],
  },
  {
    name: 'comment',
    kind: 'flag',
    description: 'In a workflow of a pull request: also put the result into one comment, which later runs replace',
    commands: ['report'],
  },
  {
    name: 'fail-on',
    kind: 'one',
    value: 'STATE',
    description: 'bad: exit 3 if anything is bad or could not be read; warning: also if anything has a warning',
    commands: ['report'],
  },
  {
    name: 'workflow',
    kind: 'many',
    value: 'FILE',
    description: 'Check this GitHub workflow instead: whether it leaks secrets or lets backups collide',
    commands: ['doctor'],
  },
  {
    name: 'project',
    kind: 'one',
    value: 'NAME',
    description: 'Name of the project; default: the name of the folder',
    commands: ['init'],
  },
  {
    name: 'recipient',
    kind: 'one',
    value: 'KEY',
    description: 'Public key (rpub1...) that opens the backups; without it, a pair is made and its secret key shown',
    commands: ['init'],
  },
  {
    name: 'region',
    kind: 'one',
    value: 'REGION',
    description: 'Region of the bucket that --store names',
    commands: ['init'],
  },
  {
    name: 'timezone',
    kind: 'one',
    value: 'ZONE',
    description: 'Time zone of the schedules: Europe/Stockholm; default: the one of this machine',
    commands: ['init'],
  },
  { name: 'replace', kind: 'flag', description: 'Overwrite existing files', commands: ['init'] },
  {
    name: 'quiet',
    kind: 'flag',
    description: 'Print only what needs attention',
    commands: ['run', 'backup', 'verify', 'restore', 'prune'],
  },
  {
    name: 'verbose',
    kind: 'flag',
    description: 'Print every source in full, even if nothing was due',
    commands: ['run', 'backup', 'verify', 'prune', 'report'],
  },
  { name: 'json', kind: 'flag', description: 'Print the result as one JSON document' },
] as const satisfies readonly Option[]
