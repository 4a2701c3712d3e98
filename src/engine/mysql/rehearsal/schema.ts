import type { SchemaLine } from '../../contract.ts'
import { schemaLine } from '../../schema-line.ts'
import { type Asker, query } from '../session.ts'

// What only one of the two products has stands in a comment that is code for it alone: /*!80013 is MySQL's, /*M! MariaDB's.
const statements: readonly string[] = [
  // A list of an index's columns is cut at 1024 bytes.
  'set session group_concat_max_len = 1000000',
  `select concat(case table_type when 'SEQUENCE' then 'sequence ' else 'table ' end, table_name),
      concat_ws(' ', engine, table_collation, nullif(create_options, ''), nullif(table_type, 'BASE TABLE'))
    from information_schema.tables where table_schema = database() and table_type not like '%VIEW' and table_type <> 'TEMPORARY'`,
  `select concat('column ', table_name, '.', column_name), concat_ws(' ', column_type, if(collation_name is null, null, concat('collate ', collation_name)),
      if(is_nullable = 'YES', null, 'not null'), if(column_default is null, null, concat('default ', column_default)),
      nullif(extra, ''), if(coalesce(generation_expression, '') = '', null, concat('as ', generation_expression)))
    from information_schema.columns where table_schema = database()
      and table_name not in (select table_name from information_schema.views where table_schema = database())`,
  `select concat('index ', table_name, '.', index_name), concat(if(non_unique = 0, 'unique ', ''), index_type, ' (', group_concat(
      concat(coalesce(column_name /*!80013 , concat('(', expression, ')') */), if(sub_part is null, '', concat('(', sub_part, ')')), if(collation = 'D', ' desc', ''))
      order by seq_in_index separator ', '), ')' /*!80000 , if(max(is_visible) = 'NO', ' invisible', '') */)
    from information_schema.statistics where table_schema = database() group by table_name, index_name, non_unique, index_type`,
  `select concat('constraint ', k.table_name, '.', k.constraint_name), concat('foreign key (', group_concat(k.column_name order by k.ordinal_position separator ', '),
      ') references ', min(k.referenced_table_name), ' (', group_concat(k.referenced_column_name order by k.ordinal_position separator ', '), ') on delete ',
      min(r.delete_rule), ' on update ', min(r.update_rule))
    from information_schema.key_column_usage k join information_schema.referential_constraints r
      on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
    where k.table_schema = database() and k.referenced_table_name is not null group by k.table_name, k.constraint_name`,
  `select concat('constraint ', /*M! table_name, '.', */ c.constraint_name), concat('check ', check_clause /*!80016 , coalesce((select if(max(enforced) = 'NO', ' not enforced', '')
      from information_schema.table_constraints t where t.constraint_schema = c.constraint_schema and t.constraint_name = c.constraint_name and t.constraint_type = 'CHECK'), '') */)
    from information_schema.check_constraints c where c.constraint_schema = database()`,
  `select concat('view ', table_name), concat_ws(' ', 'definition', sha2(view_definition, 256), 'check', check_option, 'security', security_type)
    from information_schema.views where table_schema = database()`,
  `select concat(lower(routine_type), ' ', routine_name), concat_ws(' ', nullif(dtd_identifier, ''), 'definition',
      sha2(concat_ws('|', routine_definition, is_deterministic, sql_data_access, sql_mode, (select group_concat(concat_ws(' ', ordinal_position, parameter_mode, parameter_name, p.dtd_identifier) order by ordinal_position)
        from information_schema.parameters p where p.specific_schema = database() and p.specific_name = r.specific_name and p.routine_type = r.routine_type)), 256), 'security', security_type)
    from information_schema.routines r where routine_schema = database()`,
  `select concat('trigger ', trigger_name), concat_ws(' ', action_timing, event_manipulation, 'on', event_object_table, 'definition', sha2(action_statement, 256))
    from information_schema.triggers where trigger_schema = database()`,
  `select concat('event ', event_name), concat_ws(' ', status, interval_value, interval_field, execute_at, 'definition', sha2(event_definition, 256))
    from information_schema.events where event_schema = database()`,
]

/** What the database is made of. Privileges, definers, comments and partitions are not in it. */
export async function mysqlSchema(asker: Asker): Promise<readonly SchemaLine[]> {
  const rows = await query(asker, statements.map((one) => one.replace(/\s+/g, ' ')).join(';\n'))
  return rows.map(([name = '', is = '']) => schemaLine(name, is))
}
