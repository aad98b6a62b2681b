import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type * as z from 'zod/mini';

export type SqlParameters = Readonly<Record<string, SQLInputValue>>;

/**
 * A database with typed answers. Statements are prepared once; parameters are written `:name`. SQLite
 * knows no statistics of these tables: where the small table has to be read first, the statement says
 * so with CROSS JOIN.
 */
export class Sql {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** @returns how many rows were changed, triggers not counted */
  run(sql: string, parameters: SqlParameters = {}): number {
    return Number(this.#prepare(sql).run(parameters).changes);
  }

  /** @returns the row id of the inserted row */
  insert(sql: string, parameters: SqlParameters = {}): number {
    return Number(this.#prepare(sql).run(parameters).lastInsertRowid);
  }

  /** The first row's first column; `null` when there is no row or it holds NULL. */
  number(sql: string, parameters: SqlParameters = {}): number | null {
    const row = this.#prepare(sql).get(parameters);
    const value = row === undefined ? null : Object.values(row)[0];
    return typeof value === 'number' ? value : null;
  }

  row<Row>(schema: z.ZodMiniType<Row>, sql: string, parameters: SqlParameters = {}): Row | null {
    const row = this.#prepare(sql).get(parameters);
    return row === undefined ? null : schema.parse(row);
  }

  rows<Row>(schema: z.ZodMiniType<Row>, sql: string, parameters: SqlParameters = {}): Row[] {
    return this.#prepare(sql)
      .all(parameters)
      .map((row) => schema.parse(row));
  }

  /** Rows as they are read; the statement is this caller's own. */
  *iterate<Row>(schema: z.ZodMiniType<Row>, sql: string): Generator<Row, void, void> {
    for (const row of this.#database.prepare(sql).iterate()) yield schema.parse(row);
  }

  /** Everything `task` does, or nothing of it when it throws. */
  transaction<Value>(task: () => Value): Value {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      const value = task();
      this.#database.exec('COMMIT');
      return value;
    } catch (error) {
      // A full disk may have rolled back already.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
