/** Files that take a minute or more, the longest first: begun last, one of them would be waited for alone. */
export const longest = [
  'engine/mysql/silent',
  'engine/postgres/postgres',
  'engine/mysql/cluster',
  'engine/nats/fault',
  'end-to-end/trust',
  'engine/postgres/sandbox',
  'fault/hang',
  'engine/postgres/fault',
  'engine/reach',
  'engine/mysql/mariadb',
  'engine/postgres/globals',
  'year',
  'fault/death-restore',
  'command/serve/week',
  'command/serve/promise',
]
