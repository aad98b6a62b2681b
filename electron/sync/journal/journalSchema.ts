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
  ],
  isComplete: (database) => {
    database.prepare('SELECT (SELECT max(batch) FROM transfer), (SELECT 1 FROM logLine)').get();
    return true;
  },
};
