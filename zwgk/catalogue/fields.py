"""What items are sorted by: the 26 fields of disclosure, and the events people come for."""

from django.db import models


class Field(models.TextChoices):
    """公开领域: the fields of the standard catalogues (国办发〔2019〕54号), and 其他."""

    MAJOR_PROJECTS = "major-projects", "重大建设项目"
    PUBLIC_RESOURCES = "public-resources", "公共资源交易"
    BUDGETS = "budgets", "财政预决算"
    WORK_SAFETY = "work-safety", "安全生产"
    TAXATION = "taxation", "税收管理"
    LAND_COMPENSATION = "land-compensation", "征地补偿"
    HOUSING_EXPROPRIATION = "housing-expropriation", "国有土地上房屋征收与补偿"
    PUBLIC_HOUSING = "public-housing", "保障性住房"
    RURAL_HOUSING = "rural-housing", "农村危房改造"
    ENVIRONMENT = "environment", "生态环境"
    COMPULSORY_EDUCATION = "compulsory-education", "义务教育"
    HOUSEHOLD_REGISTRATION = "household-registration", "户籍管理"
    SOCIAL_ASSISTANCE = "social-assistance", "社会救助"
    ELDERLY_CARE = "elderly-care", "养老服务"
    LEGAL_SERVICES = "legal-services", "公共法律服务"
    POVERTY_ALLEVIATION = "poverty-alleviation", "扶贫"
    DISASTER_RELIEF = "disaster-relief", "救灾"
    FOOD_AND_DRUGS = "food-and-drugs", "食品药品监管"
    PLANNING = "planning", "城乡规划"
    EMPLOYMENT = "employment", "就业创业"
    SOCIAL_INSURANCE = "social-insurance", "社会保险"
    LAW_ENFORCEMENT = "law-enforcement", "城市综合执法"
    FARM_SUBSIDIES = "farm-subsidies", "涉农补贴"
    CULTURE = "culture", "公共文化服务"
    HEALTH = "health", "医疗卫生"
    MUNICIPAL_SERVICES = "municipal-services", "市政服务"
    OTHER = "other", "其他"


class LifeEvent(models.TextChoices):
    """人生事项、企业事项: the occasion on which somebody needs the item."""

    BIRTH = "birth", "生育收养"
    HOUSEHOLD = "household", "户籍办理"
    EDUCATION = "education", "教育"
    WORK = "work", "就业创业"
    SOCIAL_SECURITY = "social-security", "社会保障"
    HOUSING = "housing", "住房"
    MARRIAGE = "marriage", "婚姻"
    MEDICAL = "medical", "医疗"
    RETIREMENT = "retirement", "退休养老"
    AFTER_DEATH = "after-death", "身后"
    STARTING_BUSINESS = "starting-business", "企业开办"
    PROJECTS = "projects", "项目建设"
    OTHER = "other", "其他"


# The occasions of a company; the others but 其他 are those of a person's life.
OF_COMPANIES = (LifeEvent.STARTING_BUSINESS, LifeEvent.PROJECTS)
OF_PERSONS = tuple(event for event in LifeEvent if event not in (*OF_COMPANIES, LifeEvent.OTHER))
