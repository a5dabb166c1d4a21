"""Regions (the tree of divisions, our own keys, dated codes) and counties (the bodies that adopt a plan).

金普新区 shows why they are two things: a county is whoever carries out a plan over some regions, and need not be a
division itself.
"""

from django.db import models


class Level(models.IntegerChoices):
    PROVINCE = 1, "省"
    CITY = 2, "市"
    COUNTY = 3, "县区"
    TOWNSHIP = 4, "乡镇街道"
    VILLAGE = 5, "村居"


class Region(models.Model):
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    name = models.TextField()
    short_name = models.TextField(help_text="the name as it is shown and matched: 北台村 for 北台村委会")
    pinyin = models.TextField()
    initials = models.TextField()
    path = models.TextField(help_text="ids from the province down to this one, each ended by a dot: 3.27.512.")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["path"], name="region_path", opclasses=["text_pattern_ops"]),
            models.Index(fields=["parent", "level"], name="region_parent"),
            models.Index(fields=["short_name"], name="region_name", opclasses=["text_pattern_ops"]),
            models.Index(fields=["pinyin"], name="region_pinyin", opclasses=["text_pattern_ops"]),
            models.Index(fields=["initials"], name="region_initials", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return self.short_name


class RegionCode(models.Model):
    """A code of a region in one scheme for some time. Two public township schemes contradict each other."""

    region = models.ForeignKey(Region, models.CASCADE, related_name="codes")
    scheme = models.TextField(choices=[("nbs", "国家统计局"), ("mca", "民政部"), ("local", "本地")])
    code = models.TextField()
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["scheme", "code"], name="region_code")]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code", "region", "valid_from"], name="region_code_once"),
        ]


class County(models.Model):
    """A body that carries out a plan: the tenant. Row security keeps counties apart by this key."""

    id = models.AutoField(primary_key=True)
    name = models.TextField(unique=True)
    code = models.TextField(unique=True, help_text="how the command line names it, e.g. 210123")
    is_synthetic = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class CountyRegion(models.Model):
    """A region that a county is responsible for, with all below it."""

    county = models.ForeignKey(County, models.CASCADE, related_name="territory")
    region = models.ForeignKey(Region, models.PROTECT, db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "region"], name="county_region_once")]
