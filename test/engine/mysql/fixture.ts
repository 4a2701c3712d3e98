import { randomUUID } from 'node:crypto'
import { engineOf } from '../../../src/engine/engine.ts'
import type { MysqlSource } from '../../../src/policy/policy.ts'
import { type Mysql, type MysqlOptions, startMysql } from '../../server/mysql.ts'
import type { Fixture, Writer } from '../contract.ts'
import { mysqlSource } from '../source.ts'

export const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/' }

/** One of each thing that a database has, with names that need quotes and values that look like SQL. */
const common = `
create table customers (id int auto_increment primary key, name varchar(200) not null,
  upper_name varchar(200) generated always as (upper(name)) stored, low varchar(200) generated always as (lower(name)) virtual);
create table orders (id int auto_increment primary key, customer int, amount int check (amount > 0), note text,
  at timestamp default current_timestamp, bits bit(9), foreign key (customer) references customers (id));
create table \`odd \`\`name'; -- x\` (\`select\` int unique, v blob, j json, g geometry, e enum('a','(b'), s set('x','y'), d double);
create table nothing_in_it (id int primary key);
create view big as select * from orders where amount > 500;
create view biggest as select * from big where amount > 900;
delimiter ;;
create trigger touch before insert on orders for each row begin if new.note is null then set new.note = 'it''s; (x)'; end if; end;;
create trigger /* ; */ second_touch before update on orders for each row set new.note = concat(new.note, ';');;
create procedure nothing() begin -- don't; (
  select 1; end;;
create function total(c int) returns bigint reads sql data return (select sum(amount) from orders where customer = c);;
create event tick on schedule every 1 day do begin delete from orders where id < 0; end;;
delimiter ;
insert into customers (name) values ('a''b'), ('c"d'), ('x\\\\'), ('y);\\n-- Dump completed'), ('((('), ('Zoë \u{1f600}');
insert into customers (name) select concat('customer ', a.id, '-', b.id, '-', c.id) from customers a, customers b, customers c;
insert into orders (customer, amount, bits) select 1 + a.id % 6, 1 + (a.id * b.id) % 1000, b'101' from customers a, customers b where b.id < 100;
insert into \`odd \`\`name'; -- x\` values (1, x'00270a5c', '{"a": [1, "(x"]}', point(1, 2), '(b', 'x,y', 1e-300), (2, '', null, null, 'a', '', null);
`

const mariadbOnly = `
create table prices (id int primary key, price int) with system versioning;
insert into prices values (1, 10), (2, 20);
update prices set price = 11 where id = 1;
delete from prices where id = 2;
create sequence numbers start with 7;
do nextval(numbers);
`

const rows = { customers: 222, orders: 222 * 99, "odd `name'; -- x": 2, nothing_in_it: 0 }
const objects = {
  view: ['big', 'biggest'],
  routine: ['function total', 'procedure nothing'],
  trigger: ['second_touch', 'touch'],
  event: ['tick'],
}

export async function startSeeded(image: string, options: MysqlOptions = {}): Promise<Mysql> {
  const db = await startMysql(image, options)
  await db.sql(db.product === 'mariadb' ? common + mariadbOnly : common)
  return db
}

/** Transactions of two statements, one after the other, as fast as the server takes them. */
async function writeInto(db: Mysql): Promise<Writer> {
  const pair = "insert into customers (name) values ('new'); insert into orders (customer, amount) values (1, 1);"
  let isStopped = false
  let writes = 0
  const writer = (async () => {
    while (!isStopped) {
      await db.sql(`start transaction; ${pair} commit;`.repeat(40))
      writes += 40
    }
  })()
  writer.catch(() => {})
  while (writes === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  return {
    writes: async () => writes,
    async stop() {
      isStopped = true
      await writer
    },
  }
}

export const benchOf = (db: Mysql) => ({
  services: { [db.product]: { id: db.id, ports: { '3306/tcp': String(db.port) } } },
  baseEnv: env,
  label: `test-${randomUUID()}`,
  cwd: '/',
  temporaryDirectory: '/tmp',
  now: () => new Date(),
})

export const serviceOf = (db: Mysql) => ({ kind: 'service', service: db.product }) as const

/** All but the server's own and the one that asks. */
const sessions = `select concat(user, ' ', coalesce(info, command)) from information_schema.processlist
  where id <> connection_id() and command not in ('Daemon', 'Binlog Dump') and user not in ('event_scheduler', 'system user')`

export async function startFixture(
  image: string,
  more: Partial<Omit<MysqlSource, 'engine'>> = {},
  options: MysqlOptions = {},
): Promise<Fixture & { db: Mysql }> {
  const db = await startSeeded(image, options)
  const engine = await engineOf(db.product)
  const bench = benchOf(db)
  const tools = serviceOf(db)
  const secret = `wrong/${randomUUID()}`
  const isMariadb = db.product === 'mariadb'
  await db.sql("create user weak@'%' identified by 'pw'; grant select on customers to weak@'%'")
  return {
    db,
    source: mysqlSource(db.product, db.url, { tools, ...more }),
    bench,
    seeded: {
      rows: isMariadb ? { ...rows, prices: 3 } : rows,
      objects: isMariadb ? { ...objects, sequence: ['numbers'] } : objects,
    },
    contents: ['table customers', 'view biggest', 'routine function total', 'trigger second_touch', 'event tick'],
    write: () => writeInto(db),
    target: async () => {
      const name = `target ${randomUUID()}`
      await db.sql(`create database \`${name}\``)
      return await engine.target(db.urlOf(name), { tools }, bench, new AbortController().signal)
    },
    isEmpty: async ({ name }) => {
      const held = await db.sql(`select count(*) from information_schema.tables where table_schema = '${name}';
        select count(*) from information_schema.routines where routine_schema = '${name}';
        select count(*) from information_schema.events where event_schema = '${name}'`)
      return held.split(/\s+/).every((count) => count === '' || count === '0')
    },
    locked: {
      source: mysqlSource(db.product, db.urlOf(db.database, 'root', secret), { tools, ...more }),
      secret,
      place: `docker exec ${db.product}`,
    },
    powerless: {
      source: mysqlSource(db.product, db.urlOf(db.database, 'weak', 'pw'), { tools, ...more }),
      lacking: /GRANT .* TO `weak`@/,
    },
    traces: async () => (await db.sql(sessions)).split('\n').filter((line) => line !== ''),
    self: db.url.replace('127.0.0.1', 'localhost'),
    some: 'customers',
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}
