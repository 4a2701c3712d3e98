import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const words =
  'account address amount archive arrived balance bank basket billed branch brown call cancel card carrier cash change charge city claim client closed coat code colour copper count credit crew daily date dealer deliver deposit desk door draft early east edge empty engine entry event express extra factor field file final first fixed floor form front garden gate gift glass gold grade grain grey group guest half hall harbour heavy hold home hotel hour house index inner invoice iron item joint key label lamp large last late lead leather letter level light limit line list local lock long lower mail main major market master metal middle mill minor model month morning motor narrow north note number office open order outer owner oxford pack page paid paper parcel part party past payment phone pick place plain plate point port post pound price print process product public quarter quick rail range rate ready record red refund region release repair reply report retail return river road room round route safe sale sample second sent series service ship shop short side signed silver site size small sold south spare stage stand state station steel still stock stone store street summer supply table tail tax team term ticket time token total tower town track trade train transfer travel turn under unit upper value van view visit voucher wait wall warehouse water week west white wide window winter wood work yard year young zone'.split(
    ' ',
  )

/** Random numbers that are the same in every run (xorshift, 32 bits). */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const rowsPerChunk = 4096

/** Rows as pg_dump writes them: ids, times, names, amounts, a text, a token. zstd -3 makes about 24 % of it. */
function rows(first: number, next: (below: number) => number): string {
  let text = ''
  for (let id = first; id < first + rowsPerChunk; id++) {
    const [name = '', family = ''] = [words[next(words.length)], words[next(words.length)]]
    const at = new Date(Date.UTC(2025, 0, 1) + id * 2_731 + next(2_000)).toISOString().replace('T', ' ').slice(0, 19)
    let note = ''
    for (let count = 6 + next(20); count > 0; count--) note += `${words[next(words.length >> next(5))]} `
    const token =
      next(8) === 0
        ? next(2 ** 32)
            .toString(16)
            .padStart(8, '0')
        : '\\N'
    const state = ['paid', 'sent', 'delivered', 'cancelled'][next(4)]
    text += `${id}\t${1 + next(50_000)}\t${at}+00\t${name}.${family}${next(100)}@shop.example\t${state}\t${next(20_000) / 100}\tEUR\t${note.trimEnd()}\t${token}\t{"source": "web", "campaign": "${name}-${next(50)}", "items": ${1 + next(9)}, "gift": ${next(8) === 0}}\n`
  }
  return text
}

/** The path of a file of about this size that looks like a plain dump; made once. */
export function sqlFile(home: string, sizeBytes: number): string {
  const path = join(home, `dump-${sizeBytes}.sql`)
  if (existsSync(path)) return path
  const file = openSync(`${path}.partial`, 'w')
  const next = random(20260214)
  writeSync(
    file,
    'COPY public.orders (id, customer, placed_at, email, state, amount, currency, note, token, extra) FROM stdin;\n',
  )
  for (let id = 1, bytes = 0; bytes < sizeBytes; id += rowsPerChunk) bytes += writeSync(file, rows(id, next))
  closeSync(file)
  renameSync(`${path}.partial`, path)
  return path
}

/** SQL for application-like data whose dump has about this size. */
export function shopSql(dumpBytes: number): string {
  const orders = Math.round(dumpBytes / 571)
  const list = words.map((word) => `'${word}'`).join(',')
  const sentence = (least: number, most: number) =>
    `(select string_agg(word((random() * ${words.length - 1})::int), ' ') from generate_series(1, ${least} + (random() * ${most - least})::int) where g is not null)`
  return `
    select setseed(0.26);
    create function word(i int) returns text language sql immutable as $$ select (array[${list}])[i + 1] $$;
    create table customers (id int primary key, name text not null, email text not null, since timestamptz not null, address jsonb);
    insert into customers select g, initcap(word((random() * 200)::int) || ' ' || word((random() * 200)::int)), 'customer' || g || '@shop.example',
      timestamptz '2024-01-01' + g * interval '13 s', jsonb_build_object('street', word((random() * 200)::int) || ' street ' || g % 97, 'city', word((random() * 40)::int), 'zip', (random() * 99999)::int)
      from generate_series(1, ${Math.ceil(orders / 10)}) g;
    create table orders (id int primary key, customer int not null references customers, placed_at timestamptz not null, state text not null, cents int not null, note text);
    insert into orders select g, 1 + (random() * ${Math.ceil(orders / 10) - 1})::int, timestamptz '2025-01-01' + g * interval '2.7 s', (array['paid','sent','delivered','cancelled'])[1 + g % 4],
      (random() * 100000)::int, ${sentence(4, 24)} from generate_series(1, ${orders}) g;
    create table events (id bigserial primary key, order_id int not null, at timestamptz not null, session uuid not null, kind text not null, payload jsonb);
    insert into events (order_id, at, session, kind, payload) select 1 + g / 3, timestamptz '2025-01-01' + g * interval '0.9 s', gen_random_uuid(), word(g % 17),
      jsonb_build_object('page', '/' || word(g % 53) || '/' || word((random() * 200)::int), 'agent', 'Mozilla/5.0 (X11; Linux x86_64) Firefox/' || 100 + g % 40, 'ms', (random() * 3000)::int, 'ok', g % 50 <> 0)
      from generate_series(1, ${orders * 2}) g;
    create index on orders (customer);
    create index on events (order_id);
    drop function word`
}
