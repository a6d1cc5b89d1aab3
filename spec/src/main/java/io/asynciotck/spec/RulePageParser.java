package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a page of rules. */
final class RulePageParser {

  private RulePageParser() {}

  static RulePage parse(String file, String text) {
    List<Block> blocks = Block.all(file, text);
    Problems problems = new Problems();
    List<RuleText> rules = new ArrayList<>();
    Map<String, String> sectionTexts = new LinkedHashMap<>();
    String section = "";
    for (Block block : blocks) {
      if (block.isEntry()) {
        String current = section;
        problems.attempt(() -> rules.add(RuleParser.parse(block, current)));
      } else if (block.depth() == 2) {
        section = block.title();
        sectionTexts.put(section, block.text());
      }
    }
    if (blocks.stream().noneMatch(Block::isEntry)) {
      problems.add(blocks.get(0).heading(), "There is no rule on this page");
    }
    problems.throwIfAny();
    Block title = blocks.get(0);
    return new RulePage(file, title.title(), title.text(), sectionTexts, rules);
  }
}
