import type { DatabaseSchema } from '../../state/sqlite/openDatabase.ts';

export const journalSchema: DatabaseSchema = {
  migrations: [
    `
    CREATE TABLE transfer (
      transferId INTEGER PRIMARY KEY AUTOINCREMENT,
      deviceId TEXT NOT NULL,
      -- Transfers that were added while others waited belong together; progress is that of the newest.
      batch INTEGER NOT NULL,
      name TEXT NOT NULL,
      target TEXT NOT NULL,
      sizeBytes INTEGER NOT NULL,
      work TEXT NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('waiting', 'done', 'skipped', 'failed', 'cancelled')),
      errorCode TEXT,
      errorDetails TEXT,
      leftover TEXT,
      -- Taken off the list, and kept for its leftover alone.
      isCleared INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX transferByState ON transfer (deviceId, isCleared, state, transferId);
    CREATE INDEX transferLeftover ON transfer (deviceId) WHERE leftover IS NOT NULL;

    CREATE TABLE logLine (
      lineId INTEGER PRIMARY KEY,
      deviceId TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;
    CREATE INDEX logLineByDevice ON logLine (deviceId, lineId);
    `,
    `
    ALTER TABLE transfer ADD COLUMN attempt INTEGER NOT NULL DEFAULT 1;
    -- What a session is needed for.
    ALTER TABLE transfer ADD COLUMN needs TEXT GENERATED ALWAYS AS (
      CASE WHEN work ->> 'kind' = 'fromDevice' THEN 'fromDevice'
           WHEN work ->> 'replaces' IS NOT NULL THEN 'replace' ELSE 'toDevice' END) VIRTUAL;

    -- Counts of what is on the list, so that they are not counted anew after every change of a row.
    CREATE TABLE transferCount (
      deviceId TEXT NOT NULL,
      batch INTEGER NOT NULL,
      state TEXT NOT NULL,
      needs TEXT NOT NULL,
      count INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (deviceId, batch, state, needs)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO transferCount
      SELECT deviceId, batch, state, needs, count(*), sum(sizeBytes) FROM transfer
      WHERE isCleared = 0 GROUP BY deviceId, batch, state, needs;
    CREATE TRIGGER transferAdded AFTER INSERT ON transfer WHEN NEW.isCleared = 0 BEGIN
      INSERT INTO transferCount
        VALUES (NEW.deviceId, NEW.batch, NEW.state, NEW.needs, 1, NEW.sizeBytes)
        ON CONFLICT DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
    END;
    CREATE TRIGGER transferRemoved AFTER DELETE ON transfer WHEN OLD.isCleared = 0 BEGIN
      UPDATE transferCount SET count = count - 1, bytes = bytes - OLD.sizeBytes
        WHERE deviceId = OLD.deviceId AND batch = OLD.batch AND state = OLD.state
          AND needs = OLD.needs;
      DELETE FROM transferCount WHERE deviceId = OLD.deviceId AND count = 0;
    END;
    CREATE TRIGGER transferLeft
    AFTER UPDATE OF batch, state, isCleared ON transfer WHEN OLD.isCleared = 0 BEGIN
      UPDATE transferCount SET count = count - 1, bytes = bytes - OLD.sizeBytes
        WHERE deviceId = OLD.deviceId AND batch = OLD.batch AND state = OLD.state
          AND needs = OLD.needs;
      DELETE FROM transferCount WHERE deviceId = OLD.deviceId AND count = 0;
    END;
    CREATE TRIGGER transferEntered
    AFTER UPDATE OF batch, state, isCleared ON transfer WHEN NEW.isCleared = 0 BEGIN
      INSERT INTO transferCount
        VALUES (NEW.deviceId, NEW.batch, NEW.state, NEW.needs, 1, NEW.sizeBytes)
        ON CONFLICT DO UPDATE SET count = count + 1, bytes = bytes + excluded.bytes;
    END;
    `,
  ],
  isComplete: (database) => {
    database
      .prepare(
        `SELECT (SELECT max(batch) FROM transfer), (SELECT 1 FROM logLine),
           (SELECT 1 FROM transferCount)`,
      )
      .get();
    return true;
  },
};
