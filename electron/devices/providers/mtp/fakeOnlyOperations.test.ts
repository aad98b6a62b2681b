import { expect, test } from 'vitest';
import { fakeOnlyOperations } from './fakeOnlyOperations.ts';
import { connectFake } from './testing/connectFake.ts';
import { FakeResponder } from './testing/FakeResponder.ts';
import { labPlayers } from './testing/labPlayers.ts';

test('are all that the fake can do and no player of the lab', async () => {
  const { connection } = await connectFake(new FakeResponder());
  const inLab = new Set(Object.values(labPlayers).flatMap(({ operations }) => operations));
  const rest = [...connection.capabilities.operations].filter((each) => !inLab.has(each));
  expect(rest.toSorted()).toEqual(fakeOnlyOperations.toSorted());
});
