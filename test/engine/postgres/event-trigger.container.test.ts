import { expect, test } from 'vitest'
import { startBench } from './bench.ts'

test.each([15, 17, 18])(
  'event triggers of PostgreSQL %d that forbid, log or greet are not fired by the restore that creates them',
  async (major) => {
    await using at = await startBench(major)
    // Those of a login came with 17.
    const greeting = major < 17 ? [] : ['greeting']
    const name = await at.database(`create table t (i int); insert into t values (1);
    create materialized view m as select * from t; create table evlog (what text);
    create function logs() returns event_trigger language plpgsql as $$ begin
      if current_setting('transaction_read_only') = 'off' then insert into public.evlog values (tg_tag); end if; end $$;
    create function forbids() returns event_trigger language plpgsql as $$ begin raise 'no ddl here: %', tg_tag; end $$;
    create event trigger a_log on ddl_command_end execute function logs();
    comment on event trigger a_log is 'logs';
    ${greeting.map((one) => `create event trigger ${one} on login execute function logs();`).join('')}
    create event trigger guard on ddl_command_start execute function forbids()`)
    const held = await at.dumped(name)
    expect(held.facts.objects['event trigger']).toEqual(['a_log', ...greeting, 'guard'])
    const { into, findings } = await at.restored(held)
    expect(findings).toEqual([])
    // They are there, and work from now on.
    await expect(at.pg.sql('create table more ()', into)).rejects.toThrow(/no ddl here/)
    const comment = "select obj_description(oid, 'pg_event_trigger') from pg_event_trigger where evtname = 'a_log'"
    expect((await at.pg.sql(comment, into)).trim()).toBe('logs')
    expect((await at.pg.sql('select count(*) from m', into)).trim()).toBe('1')
  },
)
