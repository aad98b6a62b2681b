import dependencyRules from '../../.dependency-cruiser.mjs';
import { codePlants } from './codePlants.ts';
import { createPlantedProject, fineFiles } from './createPlantedProject.ts';
import { findWith } from './findWith.ts';
import { layerPlants } from './layerPlants.ts';
import { describeFinding, type CheckTool, type Finding } from './Plant.ts';

/** A tool that only looks at the files it is asked about gets the planted and the fine ones of its own. */
const plants = [...layerPlants, ...codePlants];

/**
 * Breaks every rule once in a small project under this project's configuration, and lets every tool
 * look for it. A tool that reads nothing would otherwise pass for a tool that found nothing.
 *
 * @returns what went unnoticed, what was noticed wrongly, and which layer rule has no plant; empty when
 *   all is well
 */
export async function provePlantsAreCaught(): Promise<readonly string[]> {
  using project = createPlantedProject(plants);
  const tools = Object.keys(findWith) as readonly CheckTool[];
  const findings = await Promise.all(
    tools.map((tool) => findWith[tool](project.folder, filesFor(tool))),
  );
  return [...unplantedRules(), ...unnoticed(findings.flat()), ...falseAlarms(findings.flat())];
}

function filesFor(tool: CheckTool): readonly string[] {
  const planted = plants.filter(({ expected }) => expected.tool === tool);
  return [...planted.flatMap(({ files }) => Object.keys(files)), ...fineFiles];
}

function unplantedRules(): readonly string[] {
  const planted = new Set(layerPlants.map(({ expected }) => expected.rule));
  const rules = dependencyRules.forbidden ?? [];
  return rules
    .filter(({ name }) => name !== undefined && !planted.has(name))
    .map(({ name }) => `no violation is planted for the rule ${name}`);
}

function unnoticed(findings: readonly Finding[]): readonly string[] {
  const found = new Set(findings.map(describeFinding));
  return plants
    .map(({ expected }) => describeFinding(expected))
    .filter((expected) => !found.has(expected))
    .map((expected) => `not noticed: ${expected}`);
}

function falseAlarms(findings: readonly Finding[]): readonly string[] {
  const fine = new Set(fineFiles);
  return findings
    .filter(({ tool, file }) => tool !== 'knip' && fine.has(file))
    .map((finding) => `noticed although all is well: ${describeFinding(finding)}`);
}

export const plantCount = plants.length;
