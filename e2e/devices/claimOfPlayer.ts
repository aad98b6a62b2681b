import type { Page } from '@playwright/test';
import type { DeviceSnapshot } from '../../electron/contract/devices.ts';
import { ServerMessage } from '../../electron/contract/messages.ts';

/**
 * Loads the page anew, and has it told that every player is as `claim` says: in states that no player of
 * this machine can be brought into. All else is as the host tells it.
 */
export async function claimOfPlayer(page: Page, claim: Partial<DeviceSnapshot>): Promise<void> {
  await page.routeWebSocket(/\/socket$/, (route) => {
    const server = route.connectToServer();
    server.onMessage((message) => route.send(claimed(message, claim)));
  });
  await page.reload();
}

function claimed(message: string | Buffer, claim: Partial<DeviceSnapshot>): string {
  const text = message.toString();
  const told = ServerMessage.parse(JSON.parse(text));
  if (told.kind !== 'topic' || told.name !== 'devices' || !Array.isArray(told.value)) return text;
  const value = told.value.map((device: object) => ({ ...device, ...claim }));
  return JSON.stringify({ ...told, value });
}
